import { deliverThrough } from '../api/deliver'
import { ApiError, createHttp, csrfFromCookie } from '../api/http'
import { RoomApi } from '../api/rooms'
import { pollThrough, typingThrough } from '../api/streams'
import type { Bootstrap, Message, Room } from '../api/types'
import { languageFor } from '../i18n'
import { formatsFor } from '../i18n/format'
import { LiveClient } from '../live/client'
import type { Clock, Random } from '../live/clock'
import { DraftKeeper } from '../live/drafts'
import { Emitter } from '../live/emitter'
import type { Lock } from '../live/locks'
import { Outbox, type Saved } from '../live/outbox'
import type { Page } from '../live/page'
import type { Ranges } from '../live/ranges'
import { ReadTracker } from '../live/reads'
import type { Wire } from '../live/socket'
import type { KeyValue } from '../live/storage'
import { NotThere } from '../live/subscription'
import { Actions } from './actions'
import { Announcer } from './announcer'
import { explain } from './explain'
import { Places } from './places'
import { Recent } from './recent'
import type { Session } from './session'
import { Sight } from './sight'
import { RoomStore } from './store'
import { Uploads } from './uploads'
import { Writing } from './writing'

/** The world outside, as far as a room needs it. */
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

const LEAST_SNAPSHOT = 50
const MOST_SNAPSHOT = 200

/** Puts a room together from its parts. */
export function makeSession(boot: Bootstrap, world: Surroundings): Session {
  const { snapshot, me, urls } = boot
  const { clock, random, page, storage, newKey } = world
  // One without a hat, an administrator for example, acts as nobody but themselves.
  const actingFor = me.membership ?? ''
  const language = languageFor(boot.language)
  const formats = formatsFor(language.tag)
  const csrfToken = () => csrfFromCookie(document.cookie)
  const http = createHttp({ base: urls.api, actingFor, csrfToken, fetch: world.fetch, clock })
  const api = new RoomApi(http, snapshot.room.id)
  const store = new RoomStore(snapshot, clock)
  const scope = `${me.person}.${snapshot.room.id}`

  const outbox = new Outbox({ scope, storage, send: deliverThrough(http), newKey, clock, random, lock: world.lock })
  const draft = snapshot.draft && { text: snapshot.draft.text, replyTo: null }
  const drafts = new DraftKeeper(scope, draft, storage, ({ text }) => api.saveDraft(text), clock)
  const reads = new ReadTracker(snapshot.read.ranges, (ranges) => api.saveReads(ranges), clock)
  const live = new LiveClient({
    client: newKey(),
    actingFor,
    openWire: () => world.openWire(urls.live),
    fetchEvents: pollThrough(http),
    sendTyping: typingThrough(http),
    clock,
    random,
    page,
  })
  const speech = new Emitter<string>()
  const session: Session = {
    boot,
    me: { id: me.person, name: me.name, organisation: me.organisation },
    words: language.words,
    formats,
    clock,
    api,
    store,
    live,
    outbox,
    reads,
    actions: new Actions(outbox, snapshot.room.id, () => store.messages.at(-1)?.seq ?? 0),
    sight: new Sight(clock),
    places: new Places(store, api, snapshot.read.ranges, me.person),
    speech,
    recent: new Recent(clock),
    writing: new Writing(drafts, new Uploads(api, newKey)),
  }
  const announcer = new Announcer((words) => speech.tell(words), language, formats, clock)
  store.arrivals.listen((messages) => announcer.arrived(messages))
  store.echoes.listen((messages) => messages.forEach(({ text }) => drafts.sentElsewhere(text ?? '')))
  outbox.saved.listen((saved) => learn(session, saved))
  outbox.refused.listen((item) => speech.tell(language.words.refused(explain(item, language.words))))
  live.states.listen(({ kind }) => (kind === 'live' || kind === 'polling') && outbox.wake())
  return session
}

/** Follows the room and the person's other screens. */
export function startSession(session: Session): void {
  const { live, store, api, boot, me, outbox } = session
  live.subscribe(boot.snapshot.stream, { epoch: boot.snapshot.epoch, seq: boot.snapshot.seq }, {
    apply: (_events, views) => store.applyViews(views, me.id),
    async loadSnapshot() {
      const limit = Math.min(MOST_SNAPSHOT, Math.max(LEAST_SNAPSHOT, store.messages.length))
      const fresh = await api.snapshot(limit).catch(asNotThere)
      store.replace(fresh)
      return { epoch: fresh.epoch, seq: fresh.seq }
    },
    presence: (presence) => store.setPresence(presence),
    typing: (people) => store.setTyping(people),
    gone: (reason) => store.end(reason),
  })
  live.subscribe(`person:${me.id}`, null, {
    apply: () => {},
    loadSnapshot: (head) => Promise.resolve(head),
    note: (kind, data) => onNote(session, kind, data),
  })
  live.start()
  outbox.wake()
}

/** Something from another screen of the same person. */
function onNote({ store, reads, writing }: Session, kind: string, data: Record<string, unknown>): void {
  if (data.room !== store.room.id) return
  if (kind === 'read' && Array.isArray(data.ranges)) reads.merge(data.ranges as Ranges)
  if (kind === 'draft' && typeof data.text === 'string') writing.drafts.offer({ text: data.text, replyTo: null })
}

/** The answer to an own write shows at once, without waiting for the live link to tell the same. */
function learn({ store, recent }: Session, { item, data }: Saved): void {
  const view = data as Message | Room | null
  if (view?.kind === 'room') store.upsertRoom(view)
  if (view?.kind !== 'message') return
  store.upsert(view)
  if (item.kind !== 'react' && item.kind !== 'unreact') recent.add(view.id, item.kind === 'post')
}

function asNotThere(error: unknown): never {
  const isNotThere = error instanceof ApiError && (error.status === 404 || error.status === 403)
  throw isNotThere ? new NotThere() : error
}
