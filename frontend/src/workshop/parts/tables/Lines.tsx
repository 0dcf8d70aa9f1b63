import { useRef, useState } from 'preact/hooks'
import { neighbour } from '../../core/board'
import { overlaidLines } from '../../core/overlay'
import { linesOf } from '../../core/tables'
import type { Line, Step, Table } from '../../core/views'
import type { OutboxItem } from '../../../live/outbox-item'
import { useDraft, useWorkshop } from '../../session'
import { ChoiceMenu, shortened, type Choice } from '../board/NoteMenu'
import { SmallForm, TextField } from '../Form'
import { LiftForm } from '../LiftForm'
import { usePowers } from '../powers'
import { Saving } from '../Saving'

const LONGEST = 1000

/** What one writes for a table goes along when one is moved to another. */
const draftOf = ({ id }: Step) => `line.${id}`

/** Takes the words of a line that was not stored back to where lines are written. */
export function useTakeBackLine(step: Step): (item: OutboxItem) => void {
  const { drafts, outbox } = useWorkshop()
  return (item) => {
    drafts.set(draftOf(step), [item.text, drafts.get(draftOf(step))].filter(Boolean).join('\n'))
    outbox.discard(item.key)
  }
}

interface Props {
  step: Step
  table: Table
  mayWrite: boolean
}

/** What a table writes down together: lines that all who sit there can change. */
export function Lines({ step, table, mayWrite }: Props) {
  const { store, outbox, words } = useWorkshop()
  const { lines, waiting } = overlaidLines(store.all('line'), outbox.items(), table.id)
  const shown = linesOf(table.id, lines)
  return (
    <section class="ws-lines" aria-labelledby={`lines-${table.id}`}>
      <h4 class="ws-small-title" id={`lines-${table.id}`}>
        {words.sharedNotes}
      </h4>
      {shown.length === 0 && <p class="ws-empty">{words.noLines}</p>}
      <ol class="ws-line-list">
        {shown.map((line) => (
          <LineItem key={line.id} line={line} siblings={shown} item={waiting.get(line.id)} step={step} mayWrite={mayWrite} />
        ))}
      </ol>
      {mayWrite && <WriteLine step={step} table={table} last={shown.filter(({ version }) => version > 0).at(-1)?.id ?? null} />}
    </section>
  )
}

interface ItemProps {
  line: Line
  siblings: Line[]
  item: OutboxItem | undefined
  step: Step
  mayWrite: boolean
}

function LineItem({ line, siblings, item, step, mayWrite }: ItemProps) {
  const { words, store } = useWorkshop()
  const { isOpen, leads } = usePowers(step)
  const [form, setForm] = useState<'edit' | 'lift' | null>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const choices = useLineChoices(line, siblings, { mayChange: (isOpen && mayWrite) || leads, leads }, setForm)
  const known = store.get('line', line.id)
  const takeBack = useTakeBackLine(step)
  const isNew = item !== undefined && line.version === 0
  const close = () => {
    setForm(null)
    requestAnimationFrame(() => menu.current?.focus())
  }
  return (
    <li class={line.version === 0 ? 'ws-line is-unsent' : 'ws-line'}>
      {form === 'edit' ? (
        <EditLine line={line} close={close} />
      ) : (
        <div class="ws-note-body">
          <p class="ws-note-text">{line.text}</p>
          {line.version > 0 && <ChoiceMenu label={words.menuForLine(shortened(line.text))} choices={choices} buttonRef={menu} />}
        </div>
      )}
      {form === 'lift' && <LiftForm text={line.text} sources={[{ kind: 'line', thing: line.id }]} close={close} />}
      <Saving item={item} current={known && { text: known.text, revision: known.revision }} takeBack={isNew ? () => takeBack(item) : undefined} />
    </li>
  )
}

function useLineChoices(line: Line, siblings: Line[], powers: { mayChange: boolean; leads: boolean }, open: (form: 'edit' | 'lift') => void): Choice[] {
  const { words, contributing } = useWorkshop()
  const up = neighbour(siblings, line.id, -1)
  const down = neighbour(siblings, line.id, 1)
  const { mayChange, leads } = powers
  const choices: (Choice | false)[] = [
    mayChange && up !== undefined && { icon: 'up', label: words.up, run: () => contributing.moveLine(line.id, up) },
    mayChange && down !== undefined && { icon: 'down', label: words.down, run: () => contributing.moveLine(line.id, down) },
    mayChange && { icon: 'edit', label: words.change, run: () => open('edit') },
    mayChange && { icon: 'remove', label: words.remove, run: () => contributing.removeLine(line.id) },
    leads && { icon: 'lift', label: words.lead.lift, run: () => open('lift') },
  ]
  return choices.filter((one) => one !== false)
}

function EditLine({ line, close }: { line: Line; close: () => void }) {
  const { words, contributing } = useWorkshop()
  const [base] = useState(line)
  const [text, setText] = useState(line.text)
  const save = () => {
    if (text.trim() === '') return
    if (text.trim() !== base.text) contributing.editLine(base, text.trim())
    close()
  }
  return (
    <SmallForm submit={words.save} onSubmit={save} close={close}>
      <TextField label={words.changeLabel} value={text} onInput={setText} limit={LONGEST} required />
    </SmallForm>
  )
}

function WriteLine({ step, table, last }: { step: Step; table: Table; last: string | null }) {
  const { words, contributing, ticking } = useWorkshop()
  const [text, setText] = useDraft(draftOf(step))
  const openness = ticking.openness(step)
  const send = (event: Event) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.length > LONGEST) return
    contributing.line(table.id, trimmed, last)
    setText('')
  }
  return (
    <form class="ws-write" onSubmit={send}>
      {openness !== 'open' && <p class="ws-closed">{words.closedFor[openness]}</p>}
      <TextField label={words.writeLine} value={text} onInput={setText} limit={LONGEST} required />
      <div class="ws-write-foot">
        <button type="submit" class="button">
          {words.addLine}
        </button>
      </div>
    </form>
  )
}
