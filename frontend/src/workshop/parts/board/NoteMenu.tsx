import type { Holder } from '../../../room/holder'
import { Disclosure } from '../../../room/parts/Disclosure'
import { Icon, type IconName } from '../../../room/parts/Icon'
import { neighbour } from '../../core/board'
import type { Note } from '../../core/views'
import { useSession, type Session } from '../../session'
import { usePowers, type Powers } from '../powers'
import type { BoardWorld } from './Board'
import type { NoteProps } from './NoteCard'
import type { NoteFormKind } from './NoteForms'

export interface Choice {
  icon: IconName
  label: string
  run: () => void
}

interface Props extends NoteProps {
  open: (form: NoteFormKind) => void
  buttonRef: Holder<HTMLButtonElement>
}

/** What can be done with one note: all that drag and drop could do, in words. */
export function NoteMenu({ note, siblings, world, open, buttonRef }: Props) {
  const session = useSession()
  const powers = usePowers(world.step)
  const { words } = session
  const places = powers.mayArrange(note) ? placesFor(note, siblings, world, session) : []
  const choices = [...places, ...formsFor(note, world, powers, session, open)]
  return <ChoiceMenu label={words.menuFor(shortened(note.text))} choices={choices} buttonRef={buttonRef} />
}

interface MenuProps {
  label: string
  choices: Choice[]
  buttonRef: Holder<HTMLButtonElement>
}

export function ChoiceMenu({ label, choices, buttonRef }: MenuProps) {
  const { words } = useSession()
  if (choices.length === 0) return null
  return (
    <Disclosure label={words.menu} fullLabel={label} icon="more" buttonRef={buttonRef}>
      {(close) => (
        <ul class="ws-menu">
          {choices.map(({ icon, label: name, run }) => (
            <li key={name}>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  close()
                  run()
                }}
              >
                <Icon name={icon} />
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}

function placesFor(note: Note, siblings: { id: string }[], world: BoardWorld, { words, contributing, speech }: Session): Choice[] {
  const { column, group } = note
  const put = (place: { column: string; after?: string | null; group?: string | null }) => {
    world.focus.current = note.id
    contributing.move(note.id, place)
    speech.tell(words.moved)
  }
  const step = (by: -1 | 1, icon: IconName, label: string): Choice[] => {
    const after = neighbour(siblings, note.id, by)
    return after === undefined ? [] : [{ icon, label, run: () => put({ column, after, group }) }]
  }
  const others = world.columns.filter(({ id }) => id !== column)
  return [
    ...step(-1, 'up', words.up),
    ...step(1, 'down', words.down),
    ...others.map(({ id, title, standing }): Choice => {
      return { icon: 'skip', label: words.moveTo(title), run: () => put({ column: id, after: standing.at(-1)?.id ?? null }) }
    }),
    ...(group === null ? [] : [{ icon: 'out', label: words.takeOut, run: () => put({ column, after: group }) } satisfies Choice]),
  ]
}

function formsFor(note: Note, world: BoardWorld, powers: Powers, { words, contributing }: Session, open: (form: NoteFormKind) => void): Choice[] {
  const others = world.columns.flatMap(({ standing }) => standing).filter(({ id }) => id !== note.id && id !== note.group)
  const choices: (Choice | false)[] = [
    powers.mayGroup && powers.mayArrange(note) && others.length > 0 && { icon: 'group', label: words.groupWith, run: () => open('group') },
    powers.mayChange(note) && { icon: 'edit', label: words.change, run: () => open('edit') },
    powers.mayChange(note) && { icon: 'remove', label: words.remove, run: () => contributing.remove(note.id) },
    powers.leads && { icon: 'lift', label: words.lead.lift, run: () => open('lift') },
    powers.leads && { icon: 'hide', label: words.lead.redact, run: () => open('redact') },
  ]
  return choices.filter((one) => one !== false)
}

const SHORT = 40

export function shortened(text: string): string {
  return text.length <= SHORT ? text : `${text.slice(0, SHORT).trimEnd()} …`
}
