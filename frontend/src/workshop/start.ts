import { deliverThrough } from '../api/deliver'
import { createHttp, csrfFromCookie } from '../api/http'
import { pollThrough, typingThrough } from '../api/streams'
import { languageFor } from '../i18n'
import { formatsFor } from '../i18n/format'
import { LiveClient } from '../live/client'
import type { Clock, Random } from '../live/clock'
import { Emitter } from '../live/emitter'
import type { Lock } from '../live/locks'
import { Outbox } from '../live/outbox'
import type { Page } from '../live/page'
import type { Wire } from '../live/socket'
import type { KeyValue } from '../live/storage'
import { Recent } from '../room/recent'
import { Choices } from './core/choices'
import { Contributing } from './core/contributing'
import { deedOf } from './core/deeds'
import { Drafts } from './core/drafts'
import { Following, UNHURRIED } from './core/follow'
import { Gathering } from './core/gathering'
import { Leading } from './core/leading'
import { learnFrom } from './core/own'
import { Store } from './core/store'
import { Ticking } from './core/ticking'
import type { Bootstrap } from './core/views'
import { watch, type News } from './core/watching'
import { Looking } from './looking'
import type { Session } from './session'
import { explain } from './explain'
import { wordsFor } from './words'

/** The world outside, as far as a workshop needs it. */
export interface Surroundings {
  fetch: typeof fetch
  openWire: (url: string) => Wire
  storage: KeyValue
  clock: Clock
  random: Random
  lock: Lock
  page: Page
  newKey: () => string
}

/** Puts a workshop together from its parts. */
export function makeSession(boot: Bootstrap, world: Surroundings): Session {
  const { snapshot, urls } = boot
  const { clock, random, page, storage, newKey } = world
  // Guests act for nobody but themselves.
  const actingFor = boot.membership ?? ''
  const csrfToken = () => csrfFromCookie(document.cookie)
  const http = createHttp({ base: urls.api, actingFor, csrfToken, fetch: world.fetch, clock })
  const language = languageFor(boot.language)
  const store = new Store(snapshot, () => clock.now())
  const scope = `${snapshot.me?.id ?? `host.${actingFor}`}.${snapshot.workshop}`
  const outbox = new Outbox({ scope, storage, send: deliverThrough(http), newKey, clock, random, lock: world.lock })
  const fetchEvents = pollThrough(http)
  const openWire = () => world.openWire(urls.live)
  const live = new LiveClient({ client: newKey(), actingFor, openWire, fetchEvents, sendTyping: typingThrough(http), clock, random, page })
  return {
    boot,
    words: wordsFor(boot.language),
    shared: language.words,
    formats: formatsFor(language.tag),
    clock,
    store,
    live,
    outbox,
    contributing: new Contributing(outbox, newKey),
    leading: new Leading(outbox, snapshot.workshop),
    choices: new Choices(http, store.workshop.council.slug),
    drafts: new Drafts(scope, storage),
    following: new Following(store, { http, live, clock, random }),
    ticking: new Ticking(store, clock),
    looking: new Looking(store),
    recent: new Recent(clock),
    speech: new Emitter<string>(),
    alarm: new Emitter<string>(),
  }
}

/** Follows the workshop and sends what lies waiting. */
export function startSession(session: Session): void {
  const { live, outbox, store, following, ticking, recent, speech, words, shared, boot } = session
  outbox.saved.listen(({ item, data }) => {
    following.wrote()
    learnFrom(store, item, data)
    const deed = deedOf(item)
    if ('note' in deed) recent.add(deed.note, false)
    if (deed.does === 'lead' && deed.what === 'wheel') following.reloadSoon(0)
  })
  outbox.refused.listen((item) => speech.tell(words.refused(explain(item, words, shared))))
  live.states.listen(({ kind }) => (kind === 'live' || kind === 'polling') && outbox.wake())
  if (boot.view !== 'screen') listenFor(session)
  following.start(boot.snapshot)
  ticking.start()
  live.start()
  outbox.wake()
}

/** What a screen reader is told. */
function listenFor({ store, boot, following, ticking, looking, clock, words, formats, speech, alarm }: Session): void {
  const say = (counts: Map<News, number>) => {
    speech.tell(formats.list([...counts].map(([name, count]) => words.news[name](count))))
  }
  const gathering = new Gathering<News>(say, clock)
  watch(store, boot.view, {
    news: (name) => gathering.add(name),
    stepped(step) {
      gathering.forget()
      if (boot.view === 'participant') looking.turnTo(null)
      alarm.tell(words.nowStep(step.title))
    },
    changed: (what) => alarm.tell(words.changed[what]),
    noticed: (text) => speech.tell(words.noticeSays(text)),
    mine: () => following.mineSoon(UNHURRIED),
    rights: () => boot.view === 'host' && following.reloadSoon(0),
  })
  ticking.warnings.listen(({ warning }) => alarm.tell(words.warnings[warning]))
}
