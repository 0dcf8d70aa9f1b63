import { render } from 'preact'
import type { Bootstrap } from '../api/types'
import { systemClock } from '../live/clock'
import { randomKey } from '../live/keys'
import { browserLock } from '../live/locks'
import { browserPage } from '../live/page'
import { SUBPROTOCOL } from '../live/protocol'
import type { Wire } from '../live/socket'
import { browserStorage } from '../live/storage'
import { Room } from './parts/Room'
import { SessionProvider, type Session } from './session'
import { makeSession, startSession } from './start'

function openWire(path: string): Wire {
  const url = new URL(path, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url, SUBPROTOCOL) as Wire
}

function readBootstrap(): Bootstrap | null {
  const text = document.getElementById('room-bootstrap')?.textContent
  return text ? (JSON.parse(text) as Bootstrap) : null
}

/** What has been seen and written is handed over when the page goes away, and what lies waiting when it returns. */
function followPage({ outbox, reads, writing, places }: Session): void {
  const handOver = () => {
    void reads.flush()
    void writing.drafts.flush()
  }
  window.addEventListener('pagehide', handOver)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') handOver()
    else outbox.wake()
  })
  window.addEventListener('online', () => outbox.wake())
  window.addEventListener('storage', ({ key }) => outbox.onStorage(key))
  window.addEventListener('popstate', () => {
    const wanted = new URLSearchParams(location.search).get('m')
    if (wanted) void places.go(wanted, true)
  })
}

function mount(): void {
  const island = document.getElementById('room-island')
  const boot = readBootstrap()
  // A page that shows the room without letting one take part, for example in print, has no bootstrap.
  if (!island || !boot) return
  const session = makeSession(boot, {
    fetch: window.fetch.bind(window),
    openWire,
    storage: browserStorage(),
    clock: systemClock,
    random: Math.random,
    lock: browserLock,
    page: browserPage(),
    newKey: randomKey,
  })
  island.replaceChildren()
  render(
    <SessionProvider value={session}>
      <Room />
    </SessionProvider>,
    island,
  )
  startSession(session)
  followPage(session)
}

mount()
