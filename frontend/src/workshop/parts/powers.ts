import type { Note, Step } from '../core/views'
import { useSession } from '../session'

export interface Powers {
  /** A host at the console, who may do all of it at any time. */
  leads: boolean
  /** Contributions count now. */
  isOpen: boolean
  /** One can send something, even if only to the late basket. */
  mayWrite: boolean
  isOwn(note: Note): boolean
  mayChange(note: Note): boolean
  mayArrange(note: Note): boolean
  /** Whether notes are grouped by everybody. */
  mayGroup: boolean
}

/** What the one who looks may do in a step, from what is known here; the server has the last word. */
export function usePowers(step: Step): Powers {
  const { store, boot, ticking } = useSession()
  const { me, mine, workshop, abilities } = store
  const leads = boot.view === 'host' && abilities.run
  const openness = ticking.openness(step)
  const takesPart = me !== null && me.role !== 'screen'
  const goesOn = workshop.state === 'running' || workshop.state === 'paused'
  const isOpen = takesPart && openness === 'open'
  const own = new Set(mine.notes?.map(({ id }) => id))
  const everybody = step.settings.grouping !== 'hosts'
  const isOwn = ({ id }: Note) => own.has(id)
  const isSeen = ({ audience }: Note) => audience !== 'hosts'
  return {
    leads,
    isOpen,
    mayWrite: takesPart && goesOn && openness !== 'planned',
    isOwn,
    mayChange: (note) => leads || (isOpen && isOwn(note)),
    mayArrange: (note) => leads || (isOpen && (isOwn(note) || (everybody && isSeen(note)))),
    mayGroup: leads || (isOpen && everybody),
  }
}
