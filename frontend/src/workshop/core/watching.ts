import type { View } from '../../live/protocol'
import type { Store } from './store'
import type { Asked, Hand, Late, Line, Note, Step, ViewName, Workshop } from './views'

export type News = 'notes' | 'questions' | 'hands' | 'lines' | 'late'

export interface Watcher {
  news(name: News): void
  /** The room has gone to another step. */
  stepped(step: Step): void
  changed(what: 'started' | 'paused' | 'resumed' | 'ended' | 'locked' | 'unlocked'): void
  noticed(text: string): void
  /** What is one's own may have changed without any stream saying so. */
  mine(): void
  /** Rights may have changed. */
  rights(): void
}

type Arrival = { view: View; before: View | undefined }

/** Reads out of what arrives what it means to the one who looks. */
export function watch(store: Store, view: ViewName, watcher: Watcher): void {
  let step = store.workshop.step
  store.arrivals.listen((arrivals) => {
    for (const arrival of arrivals) look(store, view, watcher, arrival)
    const { step: now } = store
    if (now && now.id !== step) watcher.stepped(now)
    step = now?.id ?? null
  })
}

function look(store: Store, view: ViewName, watcher: Watcher, { view: now, before }: Arrival): void {
  switch (now.kind) {
    case 'workshop':
      return course(view, watcher, before as Workshop, now as Workshop)
    case 'step':
      return changedStep(store, watcher, before as Step | undefined, now as Step)
    case 'host':
      return watcher.rights()
    default: {
      const name = newsOf(store, now, before)
      if (name) watcher.news(name)
      // What came too late and is taken in is one's own to change again.
      if (!before && store.mine.late?.some(({ id }) => id === now.id)) watcher.mine()
    }
  }
}

function course(view: ViewName, watcher: Watcher, before: Workshop, now: Workshop): void {
  if (before.state !== now.state) {
    const what = { running: before.state === 'paused' ? 'resumed' : 'started', paused: 'paused', ended: 'ended' } as const
    if (now.state in what) watcher.changed(what[now.state as keyof typeof what])
    if (view === 'host') watcher.rights()
  }
  if (before.locked !== now.locked) watcher.changed(now.locked ? 'locked' : 'unlocked')
  if (now.notice && before.notice !== now.notice) watcher.noticed(now.notice)
}

/** Who leads may have changed or taken in what nobody else could see; whatever else a step does leaves one's own as it is. */
function changedStep({ mine }: Store, watcher: Watcher, before: Step | undefined, now: Step): void {
  if (!before) return
  const isShown = before.revealed !== now.revealed && (mine.notes?.some(({ step }) => step === now.id) ?? false)
  const isLate = before.state !== now.state && (mine.late?.some(({ state }) => state === 'waiting') ?? false)
  if (isShown || isLate) watcher.mine()
}

/** What of the present step is new, and from somebody else. */
function newsOf(store: Store, now: View, before: View | undefined): News | null {
  const here = store.step?.id
  switch (now.kind) {
    case 'note': {
      const note = now as Note
      const isNew = !before && note.state === 'shown' && note.step === here
      return isNew && !store.mine.notes?.some(({ id }) => id === note.id) ? 'notes' : null
    }
    case 'asked': {
      const asked = now as Asked
      const isNew = !before && asked.state === 'open' && asked.step === here
      return isNew && !store.mine.asked?.includes(asked.id) ? 'questions' : null
    }
    case 'hand': {
      const hand = now as Hand
      return !before && hand.state === 'up' && hand.step === here && hand.participant !== store.me?.id ? 'hands' : null
    }
    case 'line':
      return !before && !(now as Line).removed ? 'lines' : null
    case 'late':
      return !before && (now as Late).state === 'waiting' ? 'late' : null
    default:
      return null
  }
}
