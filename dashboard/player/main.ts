import '@rrweb/replay/dist/style.css'
import './player.css'
import type { RecordedEvent } from '@vitrine/fold'
import { createAssets, sheetMark } from './assets.ts'
import { type FromPlayer, isToPlayer, type Part, type ToPlayer } from './messages.ts'
import { PageStage, type Stage } from './stage.ts'

const dashboard = document.querySelector<HTMLMetaElement>('meta[name=dashboard-origin]')?.content ?? ''
const root = document.getElementById('stage')

const tell = (message: FromPlayer) => parent.postMessage(message, dashboard)

const letters = new TextDecoder()
const assets = createAssets()

function eventsOf(part: Part): readonly RecordedEvent[] {
  if (typeof part !== 'string' && !(part instanceof ArrayBuffer)) return assets.inFull(part)
  const json = typeof part === 'string' ? part : letters.decode(part)
  const events: RecordedEvent[] = JSON.parse(json)
  return json.includes(sheetMark) ? assets.inFull(events) : events
}

function obey(stage: Stage, message: ToPlayer): void {
  switch (message.kind) {
    case 'open':
      return stage.open(message.at)
    case 'append':
      return stage.append(eventsOf(message.part))
    case 'files':
      assets.add(message.files)
      return stage.renew()
    case 'show':
      return stage.show()
    case 'seek':
      return stage.seek(message.at)
    case 'play':
      return stage.play(message.speed)
    case 'pause':
      return stage.pause()
    case 'mark':
      return stage.mark(message.on)
    case 'inspect':
      return stage.inspect(message.x, message.y)
  }
}

// Without the server's word on who the dashboard is, nobody is listened to. An origin reads the same after parsing.
if (root && URL.canParse(dashboard) && new URL(dashboard).origin === dashboard && parent !== window) {
  const stage = new PageStage(root, tell, assets)
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== dashboard || source !== parent || !isToPlayer(data)) return
    try {
      obey(stage, data)
    } catch (error) {
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  })
  tell({ kind: 'ready' })
}
