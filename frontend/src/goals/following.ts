import { languageFor } from '../i18n'
import { formatsFor } from '../i18n/format'
import { LiveClient } from '../live/client'
import type { Clock, Random } from '../live/clock'
import type { LinkState } from '../live/link-state'
import type { Page } from '../live/page'
import type { PollFetch } from '../live/poll'
import type { Views } from '../live/protocol'
import type { Wire } from '../live/socket'
import { placeOf } from './parts'
import { Patching } from './patching'
import { lineIn, positionIn, Refreshing } from './refreshing'
import { Saying } from './saying'
import { Speech } from './speech'
import { isGoal, isIndicator } from './views'

export interface Surroundings {
  document: Document
  openWire: () => Wire
  fetchEvents: PollFetch
  loadPage: () => Promise<Response>
  clock: Clock
  random: Random
  page: Page
  newKey: () => string
}

const FRESH_FOR = 4_000

/** Keeps a page of goals up to date, without moving what is being read. */
export function followGoals(world: Surroundings): LiveClient | null {
  const { document: page, clock } = world
  const line = lineIn(page)
  if (!line?.dataset.stream) return null
  const language = languageFor(line.dataset.language ?? 'sv')
  const { words } = language
  const saying = new Saying(language)
  const bar = line.querySelector<HTMLButtonElement>('[data-live-bar]')
  const speech = new Speech((text) => tell(line, text), clock)
  const patching = new Patching(page, saying, (element) => {
    element.classList.add('is-fresh')
    clock.after(FRESH_FOR, () => element.classList.remove('is-fresh'))
  })
  const refreshing = new Refreshing({
    page,
    load: world.loadPage,
    clock,
    random: world.random,
    waiting(count) {
      if (!bar) return
      bar.hidden = count === 0
      if (count > 0) bar.textContent = words.showNewEvents(count)
    },
  })
  bar?.addEventListener('click', () => refreshing.showAll())

  const apply = (views: Views) => {
    const place = placeOf(page)
    for (const view of Object.values(views)) {
      if (isIndicator(view) && patching.indicator(view)) speech.news(view.id, saying.news(view))
      if (isGoal(view)) patching.goal(view)
    }
    place.restore()
    refreshing.plan()
  }
  const live = new LiveClient({
    client: world.newKey(),
    actingFor: line.dataset.actingFor ?? '',
    openWire: world.openWire,
    fetchEvents: world.fetchEvents,
    sendTyping: () => {},
    clock,
    random: world.random,
    page: world.page,
  })
  live.states.listen((state) => showLink(line, state))
  live.subscribe(line.dataset.stream, positionIn(page), {
    apply: (_events, views) => apply(views),
    loadSnapshot: () => refreshing.now(),
    gone: () => live.stop(),
  })
  line.hidden = false
  live.start()
  showLink(line, live.state)
  return live
}

function tell(line: HTMLElement, text: string): void {
  const place = line.querySelector('[data-live-speech]')
  if (place) place.textContent = text
}

/** The link's state is always there to be seen, and never alarming. */
function showLink(line: HTMLElement, state: LinkState): void {
  const { words, tag } = languageFor(line.dataset.language ?? 'sv')
  const place = line.querySelector('[data-live-state]')
  if (!place) return
  place.classList.toggle('is-live', state.kind === 'live' || state.kind === 'polling')
  place.textContent = linkWords(state, words, (at) => formatsFor(tag).time(at))
}

function linkWords(state: LinkState, words: ReturnType<typeof languageFor>['words'], time: (at: number) => string): string {
  switch (state.kind) {
    case 'live':
      return words.goalsLive
    case 'polling':
      return words.goalsPolling
    case 'offline':
      return words.goalsOffline(time(state.since))
    case 'ended':
      return words.goalsEnded
    case 'catching-up':
      return words.linkCatchingUp
    default:
      return words.linkConnecting
  }
}
