import { render } from 'preact'
import { systemClock } from '../live/clock'
import { randomKey } from '../live/keys'
import { browserLock } from '../live/locks'
import { browserPage } from '../live/page'
import { SUBPROTOCOL } from '../live/protocol'
import type { Wire } from '../live/socket'
import { browserStorage } from '../live/storage'
import type { Bootstrap } from './core/views'
import { Workshop } from './parts/Workshop'
import { SessionProvider, type Session } from './session'
import { makeSession, startSession } from './start'

function openWire(path: string): Wire {
  const url = new URL(path, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url, SUBPROTOCOL) as Wire
}

function readBootstrap(): Bootstrap | null {
  const text = document.getElementById('workshop-bootstrap')?.textContent
  return text ? (JSON.parse(text) as Bootstrap) : null
}

function followPage({ outbox }: Session): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && outbox.wake())
  window.addEventListener('online', () => outbox.wake())
  window.addEventListener('storage', ({ key }) => outbox.onStorage(key))
}

function mount(): void {
  const island = document.getElementById('workshop-island')
  const boot = readBootstrap()
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
      <Workshop />
    </SessionProvider>,
    island,
  )
  startSession(session)
  followPage(session)
}

mount()
