import { useState } from 'preact/hooks'
import { OUTCOME_TYPES, type OutcomeType, type Source } from '../core/views'
import { useDraft, useSession } from '../session'
import { LineField, SelectField, SmallForm, TextField } from './Form'

interface Props {
  text: string
  sources: Source[]
  close: () => void
}

/** Makes a conclusion of something, in the words the group agrees on. */
export function LiftForm({ text: begin, sources, close }: Props) {
  const { words, leading, store } = useSession()
  const place = `lift.${sources[0]?.thing ?? store.id}`
  const [kept, setText] = useDraft(place)
  const [type, setType] = useState<OutcomeType>('conclusion')
  const [due, setDue] = useState('')
  const text = kept || begin
  const save = () => {
    if (text.trim() === '') return
    leading.lift({ type, text: text.trim(), due, sources })
    setText('')
    close()
  }
  const types = OUTCOME_TYPES.map((id) => ({ id, text: words.outcomeTypes[id] }))
  return (
    <SmallForm submit={words.lead.liftYes} onSubmit={save} close={close}>
      <TextField label={words.lead.liftText} value={text} onInput={setText} limit={1000} required />
      <SelectField label={words.lead.liftType} value={type} options={types} onChange={(id) => setType(id as OutcomeType)} />
      <LineField label={words.lead.liftDue} type="date" value={due} onInput={setDue} />
    </SmallForm>
  )
}
