import { createContext } from 'preact'
import { useContext, useEffect, useReducer } from 'preact/hooks'
import type { RoomApi } from '../api/rooms'
import type { Bootstrap } from '../api/types'
import type { Catalogue } from '../i18n'
import type { Formats } from '../i18n/format'
import type { LiveClient } from '../live/client'
import type { Cancel, Clock } from '../live/clock'
import type { Emitter } from '../live/emitter'
import type { Outbox } from '../live/outbox'
import type { ReadTracker } from '../live/reads'
import type { Actions } from './actions'
import type { Places } from './places'
import type { Recent } from './recent'
import type { Sight } from './sight'
import type { RoomStore } from './store'
import type { Writing } from './writing'

/** Everything a part of the room may ask for. Made once per page. */
export interface Session {
  boot: Bootstrap
  me: { id: string; name: string; organisation: string }
  words: Catalogue
  formats: Formats
  clock: Clock
  api: RoomApi
  store: RoomStore
  live: LiveClient
  outbox: Outbox
  reads: ReadTracker
  actions: Actions
  sight: Sight
  places: Places
  /** Spoken by a screen reader, shown nowhere. */
  speech: Emitter<string>
  recent: Recent
  writing: Writing
}

const Context = createContext<Session | null>(null)
export const SessionProvider = Context.Provider

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('Outside of a room')
  return session
}

interface Source {
  listen(listener: () => void): Cancel
}

/** Draws again when one of these changes. */
export function useChanges(...sources: Source[]): void {
  const [, draw] = useReducer<number, void>((count) => count + 1, 0)
  useEffect(() => {
    const cancels = sources.map((source) => source.listen(() => draw()))
    // Something may have changed between the first drawing and now.
    draw()
    return () => cancels.forEach((cancel) => cancel())
  }, sources)
}
