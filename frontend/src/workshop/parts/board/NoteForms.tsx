import { useId, useState } from 'preact/hooks'
import type { Group, Note } from '../../core/views'
import { useSession } from '../../session'
import { LineField, SelectField, SmallForm, TextField } from '../Form'
import { LiftForm } from '../LiftForm'
import type { BoardWorld } from './Board'
import { shortened } from './NoteMenu'

export type NoteFormKind = 'edit' | 'group' | 'lift' | 'redact'

interface Props {
  note: Note
  world: BoardWorld
  close: () => void
}

/** The form that a choice in the menu opens, in the place of the note. */
export function NoteForm({ kind, ...props }: Props & { kind: NoteFormKind }) {
  const { note, close } = props
  switch (kind) {
    case 'edit':
      return <EditForm {...props} />
    case 'group':
      return <GroupForm {...props} />
    case 'lift':
      return <LiftForm text={note.text} sources={[{ kind: 'note', thing: note.id }]} close={close} />
    case 'redact':
      return <RedactForm {...props} />
  }
}

function EditForm({ note, close }: Props) {
  const { words, contributing } = useSession()
  // The change is made on top of the note as it was when the form opened.
  const [base] = useState(note)
  const [text, setText] = useState(note.text)
  const save = () => {
    if (text.trim() === '') return
    if (text.trim() !== base.text) contributing.edit(base, text.trim())
    close()
  }
  return (
    <SmallForm submit={words.save} onSubmit={save} close={close}>
      <TextField label={words.changeLabel} value={text} onInput={setText} limit={500} required />
    </SmallForm>
  )
}

function GroupForm({ note, world, close }: Props) {
  const { words, contributing } = useSession()
  const [other, setOther] = useState('')
  const [title, setTitle] = useState('')
  const standing = world.columns.flatMap((column) => column.standing).filter(({ id }) => id !== note.id && id !== note.group)
  const options = standing.map((one) => ({ id: one.id, text: one.group ? groupName(one.group, words.groupUntitled) : shortened(one.note?.text ?? '') }))
  const group = standing.find(({ id }) => id === other)
  const save = () => {
    world.focus.current = note.id
    if (group?.group) contributing.move(note.id, { column: group.group.column, group: group.id, after: group.notes.at(-1)?.id ?? null })
    else contributing.gather(world.step.id, [other, note.id], title.trim())
    close()
  }
  return (
    <SmallForm submit={words.makeGroup} onSubmit={save} close={close}>
      <p class="ws-note-text">{note.text}</p>
      <SelectField label={words.groupWithWhich} value={other} options={options} onChange={setOther} />
      {!group?.group && <LineField label={words.groupTitle} value={title} onInput={setTitle} />}
    </SmallForm>
  )
}

export function groupName(group: Group, untitled: string): string {
  return group.title || untitled
}

function RedactForm({ note, close }: Props) {
  const { words, leading } = useSession()
  const name = useId()
  const [reason, setReason] = useState('person')
  const save = () => {
    leading.redact(note.id, reason)
    close()
  }
  return (
    <SmallForm submit={words.lead.redactYes} isDanger onSubmit={save} close={close}>
      <p class="ws-note-text">{note.text}</p>
      <fieldset class="ws-choices">
        <legend>{words.lead.redactWhy}</legend>
        {Object.entries(words.lead.redactReasons).map(([id, text]) => (
          <label key={id} class="choice">
            <input type="radio" name={name} value={id} checked={reason === id} onChange={() => setReason(id)} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
    </SmallForm>
  )
}
