import { useSession } from '../session'

export interface Asked {
  organisation: string
  due: string
}

interface Props {
  id: string
  value: Asked
  onChange: (value: Asked) => void
}

/** To whom a question goes and when it must be answered. */
export function AskFields({ id, value, onChange }: Props) {
  const { words, boot, clock } = useSession()
  const today = new Date(clock.now()).toISOString().slice(0, 10)
  return (
    <>
      <div class="field">
        <label for={`${id}-organisation`}>{words.askOrganisation}</label>
        <select
          id={`${id}-organisation`}
          value={value.organisation}
          required
          onChange={(event) => onChange({ ...value, organisation: event.currentTarget.value })}
        >
          <option value="">{words.askChoose}</option>
          {boot.organisations.map((organisation) => (
            <option key={organisation.id} value={organisation.id}>
              {organisation.name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-due`}>{words.askDue}</label>
        <input
          id={`${id}-due`}
          type="date"
          min={today}
          value={value.due}
          required
          onInput={(event) => onChange({ ...value, due: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
