import { createHttp, csrfFromCookie } from '../api/http'
import { pollThrough } from '../api/streams'
import { languageFor } from '../i18n'
import { formatsFor } from '../i18n/format'
import { LiveClient } from '../live/client'
import type { Clock, Random } from '../live/clock'
import type { LinkState } from '../live/link-state'
import type { Page } from '../live/page'
import type { Wire } from '../live/socket'
import type { KeyValue } from '../live/storage'
import { Entry, textsInLines } from './entry'
import { Keys } from './keys'
import { Row } from './row'
import { Sending } from './sending'
import { isReport, type Bootstrap, type ReportView } from './views'

export interface Surroundings {
  document: Document
  fetch: typeof fetch
  openWire: () => Wire
  storage: KeyValue
  clock: Clock
  random: Random
  page: Page
  newKey: () => string
}

export interface Grid {
  entries: Entry[]
  live: LiveClient
}

/** Brings the table to life: it saves as one types, and shows what colleagues write. */
export function startGrid(root: HTMLElement, boot: Bootstrap, world: Surroundings): Grid {
  const { clock, random, newKey, page, document: here } = world
  const language = languageFor(boot.language)
  const { words } = language
  const csrfToken = () => csrfFromCookie(here.cookie)
  const http = createHttp({ base: boot.urls.api, actingFor: boot.me.membership, csrfToken, fetch: world.fetch, clock })
  const speech = root.querySelector('[data-speech]')
  const speak = (said: string) => speech && (speech.textContent = said)
  const rows = { http, clock, random, storage: world.storage, newKey, scope: `${boot.me.person}.${boot.me.membership}` }
  const entries = [...root.querySelectorAll<HTMLElement>('[data-entry][data-editable]')].map((section) => {
    const { entry = '', period = '', report = '', revision = '0' } = section.dataset
    const row = new Row({ indicator: entry, period, report, revision: Number(revision), cells: textsInLines(section) }, rows)
    return new Entry(section, row, { words, formats: formatsFor(language.tag), boot, speak })
  })
  for (const entry of entries) entry.start()
  new Keys(root).start()
  new Sending(here, entries, words, speak).start()
  root.dataset.saves = 'yes'
  for (const one of root.querySelectorAll<HTMLElement>('[data-with-script]')) one.hidden = false

  const wake = () => entries.forEach(({ row }) => row.wake())
  page.onWake(wake)
  const live = new LiveClient({
    client: newKey(),
    actingFor: boot.me.membership,
    openWire: world.openWire,
    fetchEvents: pollThrough(http),
    sendTyping: () => {},
    clock,
    random,
    page,
  })
  const receive = (view: ReportView) => {
    const entry = entries.find(({ row }) => row.start.indicator === view.indicator.id && row.start.period === view.period.id)
    entry?.row.receive(view)
  }
  live.states.listen((state) => {
    showLink(root, state, words)
    if (state.kind === 'live' || state.kind === 'polling') wake()
  })
  live.subscribe(boot.stream, boot.position, {
    apply: (_events, views) => Object.values(views).filter(isReport).forEach(receive),
    async loadSnapshot(head) {
      const begun = entries.map(({ row }) => row.report).filter((report) => report !== '')
      for (const report of begun) receive(await http<ReportView>(`/returns/${report}`))
      return head
    },
  })
  live.start()
  // What an earlier page could not send goes now.
  for (const { row } of entries) void row.flush()
  return { entries, live }
}

function showLink(root: HTMLElement, state: LinkState, words: ReturnType<typeof languageFor>['words']): void {
  const line = root.querySelector<HTMLElement>('[data-link]')
  if (!line || state.kind === 'connecting' || state.kind === 'catching-up') return
  line.hidden = false
  line.dataset.kind = state.kind
  const said = { live: words.reportLive, polling: words.reportLive, offline: words.reportOffline, ended: words.reportEnded }
  line.textContent = said[state.kind]
}
