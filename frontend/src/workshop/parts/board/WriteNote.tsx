import { useId, useState } from 'preact/hooks'
import type { Step } from '../../core/views'
import { useDraft, useSession } from '../../session'
import { TextField } from '../Form'
import { usePowers } from '../powers'

const LONGEST = 500

/** Where a note is written. What is typed is kept at every key; sending leaves the focus here, for the next one. */
export function WriteNote({ step, own }: { step: Step; own: number }) {
  const { words, contributing, ticking } = useSession()
  const { leads } = usePowers(step)
  const columns = step.settings.columns ?? []
  const [text, setText] = useDraft(`note.${step.id}`)
  const [kept, setColumn] = useDraft(`column.${step.id}`)
  const [onBehalf, setOnBehalf] = useState(false)
  const column = columns.some(({ id }) => id === kept) ? kept : (columns[0]?.id ?? '')
  const openness = ticking.openness(step)
  const most = step.settings.most ?? null
  const send = (event: Event) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.length > LONGEST) return
    contributing.write(step.id, trimmed, column, onBehalf)
    setText('')
  }
  return (
    <form class="ws-write" onSubmit={send}>
      {openness !== 'open' && <p class="ws-closed">{words.closedFor[openness]}</p>}
      <TextField label={words.writeNote} value={text} onInput={setText} limit={LONGEST} required />
      {columns.length > 1 && <Columns columns={columns} value={column} onChange={setColumn} />}
      {leads && (
        <label class="choice">
          <input type="checkbox" checked={onBehalf} onChange={(event) => setOnBehalf(event.currentTarget.checked)} />
          <span>{words.onBehalf}</span>
        </label>
      )}
      <div class="ws-write-foot">
        <button type="submit" class="button">
          {words.putUp}
        </button>
        <p class="ws-hint">
          {words.neverPersons} {words.naming[step.naming]} {most !== null && !leads && words.notesLeft(Math.max(0, most - own))}
        </p>
      </div>
    </form>
  )
}

interface ColumnsProps {
  columns: { id: string; title: string }[]
  value: string
  onChange: (id: string) => void
}

function Columns({ columns, value, onChange }: ColumnsProps) {
  const { words } = useSession()
  const name = useId()
  return (
    <fieldset class="ws-chips">
      <legend class="field-label">{words.whichColumn}</legend>
      {columns.map(({ id, title }) => (
        <label key={id} class="ws-chip">
          <input type="radio" name={name} value={id} checked={id === value} onChange={() => onChange(id)} />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  )
}
