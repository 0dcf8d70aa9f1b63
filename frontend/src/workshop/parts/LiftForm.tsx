import { useState } from 'preact/hooks'
import type { Words } from '../core/leading'
import { OUTCOME_TYPES, type Outcome, type OutcomeType, type Source } from '../core/views'
import { useDraft, useSession } from '../session'
import { useChoices } from './choices'
import { LineField, OptionalField, SelectField, SmallForm, TextField } from './Form'

interface Props {
  text: string
  sources: Source[]
  close: () => void
}

/** Makes a conclusion of something, in the words the group agrees on. */
export function LiftForm({ text, sources, close }: Props) {
  const { leading, store } = useSession()
  const begin = { type: 'conclusion', text, organisation: null, due: null } as const
  return <WordsForm place={`lift.${sources[0]?.thing ?? store.id}`} begin={begin} save={(words) => leading.lift(words, sources)} close={close} />
}

export function ChangeOutcome({ outcome, close }: { outcome: Outcome; close: () => void }) {
  const { leading } = useSession()
  // The change is made on top of the conclusion as it was when the form opened.
  const [base] = useState(outcome)
  const begin = { type: base.type, text: base.text, organisation: base.organisation?.id ?? null, due: base.due }
  return <WordsForm place={`outcome.${base.id}`} begin={begin} save={(words) => leading.changeOutcome(base, words)} close={close} />
}

interface WordsProps {
  place: string
  begin: Words
  save: (words: Words) => void
  close: () => void
}

function WordsForm({ place, begin, save, close }: WordsProps) {
  const { words } = useSession()
  const [kept, setText] = useDraft(place)
  const [type, setType] = useState<OutcomeType>(begin.type)
  const [organisation, setOrganisation] = useState(begin.organisation ?? '')
  const [due, setDue] = useState(begin.due ?? '')
  const organisations = useChoices('organisation')
  const text = kept || begin.text
  const send = () => {
    if (text.trim() === '') return
    save({ type, text: text.trim(), organisation: organisation || null, due: due || null })
    setText('')
    close()
  }
  const types = OUTCOME_TYPES.map((id) => ({ id, text: words.outcomeTypes[id] }))
  return (
    <SmallForm submit={words.lead.liftYes} onSubmit={send} close={close}>
      <TextField label={words.lead.liftText} value={text} onInput={setText} limit={1000} required />
      <SelectField label={words.lead.liftType} value={type} options={types} onChange={(id) => id && setType(id as OutcomeType)} />
      <OptionalField label={words.lead.liftWhom} value={organisation} none={words.lead.noChoice} options={organisations.found} onChange={setOrganisation} />
      <LineField label={words.lead.liftDue} type="date" value={due} onInput={setDue} />
    </SmallForm>
  )
}
