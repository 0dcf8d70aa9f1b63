import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { deedOf } from '../../core/deeds'
import type { Note } from '../../core/views'
import { useSession } from '../../session'
import { usePowers } from '../powers'
import { Saving } from '../Saving'
import { Signed } from '../Signed'
import type { BoardWorld } from './Board'
import { NoteForm, type NoteFormKind } from './NoteForms'
import { NoteMenu } from './NoteMenu'

export interface NoteProps {
  note: Note
  /** What stands beside it, in order. */
  siblings: { id: string }[]
  world: BoardWorld
}

export function NoteCard({ note, siblings, world }: NoteProps) {
  const { words, store } = useSession()
  const { isOwn, mayChange, mayArrange, leads } = usePowers(world.step)
  const [form, setForm] = useState<NoteFormKind | null>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const item = world.waiting.get(note.id)
  const isUnsent = note.version === 0
  const hasMenu = !isUnsent && (mayChange(note) || mayArrange(note) || leads)
  useLayoutEffect(() => {
    if (world.focus.current !== note.id || !menu.current) return
    world.focus.current = null
    menu.current.focus()
  })
  const close = () => {
    setForm(null)
    // The button stands in the note again as soon as this is drawn.
    world.focus.current = note.id
  }
  const takeBack = useTakeBack(note, item !== undefined && deedOf(item).does === 'write', world)
  const current = isUnsent ? undefined : { text: store.get('note', note.id)?.text ?? note.text, revision: note.revision }
  return (
    <li class={isUnsent ? 'ws-note is-unsent' : 'ws-note'}>
      {form === null ? (
        <div class="ws-note-body">
          <p class="ws-note-text">{note.text}</p>
          {hasMenu && <NoteMenu note={note} siblings={siblings} world={world} open={setForm} buttonRef={menu} />}
        </div>
      ) : (
        <NoteForm kind={form} note={note} world={world} close={close} />
      )}
      <p class="ws-note-meta">
        {isOwn(note) && <span class="badge badge-good">{words.own}</span>}
        <Signed by={note.by} />
        {note.on_behalf && <span>{words.wroteOnBehalf}</span>}
      </p>
      <Saving item={item} id={note.id} current={current} takeBack={takeBack} />
    </li>
  )
}

/** A refused note's words go back to where they were written, before what stands there. */
function useTakeBack(note: Note, isWritten: boolean, world: BoardWorld): (() => void) | undefined {
  const { drafts, outbox } = useSession()
  if (!isWritten) return undefined
  return () => {
    const place = `note.${world.step.id}`
    drafts.set(place, [note.text, drafts.get(place)].filter(Boolean).join('\n'))
    const item = world.waiting.get(note.id)
    if (item) outbox.discard(item.key)
  }
}
