import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useState } from 'preact/hooks'
import type { Catalogue } from '../i18n'
import type { Formats } from '../i18n/format'
import type { LiveClient } from '../live/client'
import type { Cancel, Clock } from '../live/clock'
import type { Emitter } from '../live/emitter'
import type { Outbox } from '../live/outbox'
import type { Recent } from '../room/recent'
import type { Choices } from './core/choices'
import type { Contributing } from './core/contributing'
import type { Drafts } from './core/drafts'
import type { Following } from './core/follow'
import type { Leading } from './core/leading'
import type { Store } from './core/store'
import type { Ticking } from './core/ticking'
import type { Bootstrap } from './core/views'
import type { Looking } from './looking'
import type { Words } from './words'

/** Everything a part of a workshop may ask for. Made once per page. */
export interface Session {
  boot: Bootstrap
  words: Words
  /** The words that all live pages share. */
  shared: Catalogue
  formats: Formats
  clock: Clock
  store: Store
  live: LiveClient
  outbox: Outbox
  contributing: Contributing
  leading: Leading
  choices: Choices
  drafts: Drafts
  following: Following
  ticking: Ticking
  looking: Looking
  recent: Recent
  /** Spoken by a screen reader when it has a moment, shown nowhere. */
  speech: Emitter<string>
  /** Spoken at once: another step, or the time. */
  alarm: Emitter<string>
}

const Context = createContext<Session | null>(null)
export const SessionProvider = Context.Provider

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('Outside of a workshop')
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

/** The workshop, the things on their way, and what was just saved: what most parts show. */
export function useWorkshop(): Session {
  const session = useSession()
  useChanges(session.store.changes, session.outbox.changes, session.recent.changes)
  return session
}

/** What is written in one place, kept at every key. */
export function useDraft(place: string): [string, (text: string) => void] {
  const { drafts } = useSession()
  const [, draw] = useState(0)
  useEffect(() => drafts.changes.listen(() => draw((n) => n + 1)), [drafts])
  return [drafts.get(place), (text) => drafts.set(place, text)]
}
