import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useSession } from '../session'

interface FormProps {
  children: ComponentChildren
  submit: string
  isDanger?: boolean
  onSubmit: () => void
  close: () => void
}

/** The same small form everywhere: it opens in place and takes the focus; Escape or a button closes it. */
export function SmallForm({ children, submit, isDanger, onSubmit, close }: FormProps) {
  const { words } = useSession()
  const form = useRef<HTMLFormElement>(null)
  // Before the next key is pressed, which would otherwise go to the button that opened it.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('textarea, select, input, button')?.focus(), [])
  const send = (event: Event) => {
    event.preventDefault()
    onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }
  return (
    <form class="ws-form" ref={form} onSubmit={send} onKeyDown={onKeyDown}>
      {children}
      <div class="row-actions">
        <button type="submit" class={isDanger ? 'button-danger' : 'button'}>
          {submit}
        </button>
        <button type="button" class="button-quiet" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

interface TextProps {
  label: string
  value: string
  onInput: (text: string) => void
  help?: string | undefined
  rows?: number
  limit?: number
  required?: boolean
}

const NEARLY_FULL = 80

/** Words of more than a line, with what is left of the room for them when that runs short. */
export function TextField({ label, value, onInput, help, rows = 2, limit, required }: TextProps) {
  const { words } = useSession()
  const id = useId()
  const left = limit === undefined ? Infinity : limit - value.length
  const isShort = left <= NEARLY_FULL
  const described = [help && `${id}-help`, isShort && `${id}-left`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {help && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        value={value}
        required={required}
        aria-describedby={described || undefined}
        aria-invalid={left < 0 || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      {isShort && (
        <p class="field-help" id={`${id}-left`}>
          {left < 0 ? words.lettersOver(-left) : words.lettersLeft(left)}
        </p>
      )}
    </div>
  )
}

interface LineProps {
  label: string
  value: string
  onInput: (text: string) => void
  type?: 'text' | 'date'
  required?: boolean
}

export function LineField({ label, value, onInput, type = 'text', required }: LineProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {type === 'date' ? (
        <input id={id} type="date" value={value} required={required} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input id={id} type="text" value={value} required={required} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </div>
  )
}

interface NumberProps extends Omit<LineProps, 'type'> {
  min: number
  max: number
}

export function NumberField({ label, value, onInput, min, max, required }: NumberProps) {
  const id = useId()
  return (
    <div class="field field-short">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input id={id} type="number" min={min} max={max} value={value} required={required} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  )
}

interface SelectProps {
  label: string
  value: string
  options: { id: string; text: string }[]
  onChange: (id: string) => void
}

export function SelectField({ label, value, options, onChange }: SelectProps) {
  const { words } = useSession()
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select id={id} value={value} required onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words.choose}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The same where nothing need be chosen. */
export function OptionalField({ label, value, none, options, onChange }: SelectProps & { none: string }) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}
