import { createHttp, csrfFromCookie } from '../api/http'
import { pollThrough } from '../api/streams'
import { systemClock } from '../live/clock'
import { randomKey } from '../live/keys'
import { browserPage } from '../live/page'
import { SUBPROTOCOL } from '../live/protocol'
import type { Wire } from '../live/socket'
import { followGoals } from './following'

function openWire(): Wire {
  const url = new URL('/live/', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url, SUBPROTOCOL) as Wire
}

const http = createHttp({
  base: '/api/v1',
  actingFor: document.getElementById('goals-live')?.dataset.actingFor ?? '',
  csrfToken: () => csrfFromCookie(document.cookie),
  fetch: window.fetch.bind(window),
  clock: systemClock,
})

followGoals({
  document,
  openWire,
  fetchEvents: pollThrough(http),
  loadPage: () => fetch(location.href.replace(/#.*$/, ''), { credentials: 'same-origin', cache: 'no-store' }),
  clock: systemClock,
  random: Math.random,
  page: browserPage(),
  newKey: randomKey,
})
