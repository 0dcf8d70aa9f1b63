import { systemClock } from '../live/clock'
import { randomKey } from '../live/keys'
import { browserPage } from '../live/page'
import { SUBPROTOCOL } from '../live/protocol'
import type { Wire } from '../live/socket'
import { browserStorage } from '../live/storage'
import { startGrid } from './grid'
import type { Bootstrap } from './views'

function openWire(path: string): Wire {
  const url = new URL(path, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url, SUBPROTOCOL) as Wire
}

const root = document.querySelector<HTMLElement>('[data-grid]')
const text = document.getElementById('reporting-bootstrap')?.textContent
if (root && text) {
  const boot = JSON.parse(text) as Bootstrap
  startGrid(root, boot, {
    document,
    fetch: window.fetch.bind(window),
    openWire: () => openWire(boot.urls.live),
    storage: browserStorage(),
    clock: systemClock,
    random: Math.random,
    page: browserPage(),
    newKey: randomKey,
  })
}
