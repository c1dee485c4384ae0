import { Feed } from 'feed'
import type { Context } from '../../context.ts'
import { type Notice, readNotices } from './notices.ts'

const day = (at: Date) => at.toISOString().slice(0, 10)

const titleOf = ({ name, change, effectiveAt }: Notice): string =>
  change === 'removed' ? `${name}: removed` : `${name}: new, notice until ${day(effectiveAt)}`

/** Changes of who receives data, for feed readers. */
export async function noticesFeed(ctx: Context): Promise<Feed> {
  const { publicUrl, operator } = ctx.config
  const at = `${publicUrl}/documents/sub-processors`
  const notices = (await readNotices(ctx)).filter(({ change }) => change !== 'known')
  const feed = new Feed({
    id: `${at}.html`,
    link: `${at}.html`,
    title: `Sub-processors of ${operator.name}`,
    description: 'Who else receives data: what is announced, and what ended.',
    language: 'en',
    copyright: operator.name,
    generator: 'Vitrine',
    feedLinks: { rss: `${at}/feed.rss`, json: `${at}/feed.json` },
    // Without a date of its own a feed would differ at every request.
    updated: notices.at(-1)?.announcedAt ?? new Date(0),
  })
  for (const notice of notices.toReversed())
    feed.addItem({
      id: `urn:uuid:${notice.id}`,
      guid: `urn:uuid:${notice.id}`,
      link: `${at}.html`,
      title: titleOf(notice),
      date: notice.announcedAt,
      description: notice.notice,
      content: notice.notice,
    })
  return feed
}
