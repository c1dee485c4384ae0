import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { membersQuery } from '../../accounts/members/use-members.ts'
import { useMe } from '../../shell/me.ts'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { statuses, statusLook } from '../status.ts'
import classes from './filter-bar.module.css'
import type { ReportSearch } from './report-search.ts'

/** Keeps its own text while somebody types; follows the address otherwise. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const change = useDebouncedCallback((text: string) => onChange(text.trim()), 250)
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = value
  }, [value])
  useShortcuts('Reports', [{ keys: '/', label: 'Search', run: () => field.current?.select() }])
  return (
    <TextInput
      ref={field}
      type="search"
      size="xs"
      className={classes.search}
      aria-label="Search reports"
      placeholder="Title or page"
      leftSection={<IconSearch size={15} />}
      defaultValue={value}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

/** Status tabs, search and assignee. All of it lives in the address, so a filtered list can be sent to somebody. */
export function FilterBar({ projectId, search }: { projectId: string; search: ReportSearch }) {
  const me = useMe()
  const members = useQuery(membersQuery(projectId))
  const navigate = useNavigate()
  const [go] = useState(() => (change: Partial<Record<keyof ReportSearch, string | undefined>>) => {
    void navigate({
      to: '/projects/$projectId/reports',
      params: (before) => ({ projectId: before.projectId ?? '' }),
      search: (before) => ({ ...before, ...change }) as ReportSearch,
      replace: true,
    })
  })
  const [find] = useState(() => (text: string) => go({ search: text || undefined }))
  const others = (members.data ?? []).filter(({ userId, pending }) => userId !== me.userId && !pending)
  const people = [
    { value: me.userId, label: 'Assigned to me' },
    ...others.map(({ userId, displayName }) => ({ value: userId, label: displayName })),
  ]
  return (
    <div className={classes.bar}>
      <h1 className={classes.title}>Reports</h1>
      <nav className={classes.tabs} aria-label="Status">
        {[undefined, ...statuses].map((status) => (
          <Link
            key={status ?? 'all'}
            to="/projects/$projectId/reports"
            params={{ projectId }}
            search={(before) => ({ ...before, status })}
            className={classes.tab}
            aria-current={search.status === status ? 'page' : undefined}
            activeProps={{}}
          >
            {status ? statusLook[status].label : 'All'}
          </Link>
        ))}
      </nav>
      <div className={classes.tools}>
        <SearchField value={search.search ?? ''} onChange={find} />
        <Select
          size="xs"
          className={classes.assignee}
          aria-label="Assignee"
          placeholder="Anyone"
          leftSection={<IconUser size={15} />}
          data={people}
          value={search.assignee ?? null}
          onChange={(assignee) => go({ assignee: assignee ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': 'Anyone' }}
          comboboxProps={{ width: 200, position: 'bottom-end', withinPortal: false }}
        />
      </div>
    </div>
  )
}
