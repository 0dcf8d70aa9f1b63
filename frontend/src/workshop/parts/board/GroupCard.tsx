import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { neighbour } from '../../core/board'
import type { Group, Note } from '../../core/views'
import { useSession, type Session } from '../../session'
import { LineField, SmallForm } from '../Form'
import { LiftForm } from '../LiftForm'
import { usePowers } from '../powers'
import { Saving } from '../Saving'
import type { BoardWorld } from './Board'
import { NoteCard } from './NoteCard'
import { groupName } from './NoteForms'
import { ChoiceMenu, type Choice } from './NoteMenu'

interface Props {
  group: Group
  notes: Note[]
  siblings: { id: string }[]
  world: BoardWorld
}

/** Notes that say the same, under a heading of their own. */
export function GroupCard({ group, notes, siblings, world }: Props) {
  const session = useSession()
  const { words } = session
  const { mayGroup, leads } = usePowers(world.step)
  const [form, setForm] = useState<'name' | 'lift' | null>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const title = groupName(group, words.groupUntitled)
  const isUnsent = group.version === 0
  useLayoutEffect(() => {
    if (world.focus.current !== group.id || !menu.current) return
    world.focus.current = null
    menu.current.focus()
  })
  const close = () => {
    setForm(null)
    world.focus.current = group.id
  }
  const choices = mayGroup && !isUnsent ? choicesFor(group, siblings, world, session, leads, setForm) : []
  return (
    <li class="ws-group">
      <div class="ws-note-body">
        <h4 class="ws-group-title">
          {title} <span class="ws-count">{words.notes(notes.length)}</span>
        </h4>
        <ChoiceMenu label={words.menuForGroup(title)} choices={choices} buttonRef={menu} />
      </div>
      {form === 'name' && <NameForm group={group} close={close} />}
      {form === 'lift' && <LiftForm text={group.title} sources={[{ kind: 'group', thing: group.id }]} close={close} />}
      <Saving item={world.waiting.get(group.id)} />
      <ul class="ws-notes">
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} siblings={notes} world={world} />
        ))}
      </ul>
    </li>
  )
}

function choicesFor(group: Group, siblings: { id: string }[], world: BoardWorld, session: Session, leads: boolean, open: (form: 'name' | 'lift') => void): Choice[] {
  const { words, contributing, speech } = session
  const put = (column: string, after: string | null) => {
    world.focus.current = group.id
    contributing.moveGroup(group.id, { column, after })
    speech.tell(words.moved)
  }
  const up = neighbour(siblings, group.id, -1)
  const down = neighbour(siblings, group.id, 1)
  const others = world.columns.filter(({ id }) => id !== group.column)
  const choices: (Choice | false)[] = [
    up !== undefined && { icon: 'up', label: words.up, run: () => put(group.column, up) },
    down !== undefined && { icon: 'down', label: words.down, run: () => put(group.column, down) },
    ...others.map(({ id, title, standing }): Choice => {
      return { icon: 'skip', label: words.moveTo(title), run: () => put(id, standing.at(-1)?.id ?? null) }
    }),
    { icon: 'edit', label: words.rename, run: () => open('name') },
    leads && { icon: 'lift', label: words.lead.lift, run: () => open('lift') },
    { icon: 'close', label: words.dissolve, run: () => contributing.dissolve(group.id) },
  ]
  return choices.filter((one) => one !== false)
}

function NameForm({ group, close }: { group: Group; close: () => void }) {
  const { words, contributing } = useSession()
  const [title, setTitle] = useState(group.title)
  const save = () => {
    contributing.name(group, title.trim())
    close()
  }
  return (
    <SmallForm submit={words.save} onSubmit={save} close={close}>
      <LineField label={words.groupTitle} value={title} onInput={setTitle} />
    </SmallForm>
  )
}
