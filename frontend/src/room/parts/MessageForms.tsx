import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../../api/types'
import { toReadable, toWire } from '../mentions'
import { useSession } from '../session'
import { AskFields, type Asked } from './AskFields'

interface ShellProps {
  children: ComponentChildren
  submit: string
  isDanger?: boolean
  /** Nothing has been typed that Escape could lose. */
  isUntouched: boolean
  onSubmit: () => void
  close: () => void
  cancel?: string
}

/** The same small form everywhere: it opens in place, takes the focus, and gives it back when it closes. */
function Shell({ children, submit, isDanger, isUntouched, onSubmit, close, cancel }: ShellProps) {
  const { words } = useSession()
  const form = useRef<HTMLFormElement>(null)
  // Before the next key is pressed, which would otherwise go to the button that opened it.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('textarea, select, input, button')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isUntouched) close()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }
  const send = (event: Event) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form class="message-form" ref={form} onSubmit={send} onKeyDown={onKeyDown}>
      {children}
      <div class="row-actions">
        <button type="submit" class={isDanger ? 'button button-danger' : 'button'}>
          {submit}
        </button>
        <button type="button" class="button-quiet" onClick={close}>
          {cancel ?? words.cancel}
        </button>
      </div>
    </form>
  )
}

interface FormProps {
  message: Message
  close: () => void
}

export function EditForm({ message, start, close }: FormProps & { start: string }) {
  const { words, actions } = useSession()
  const id = useId()
  const [first] = useState(() => toReadable(start))
  // The change is made on top of the message as it was when the form opened.
  const [base] = useState(message)
  const [text, setText] = useState(first.text)
  const save = () => {
    const wire = toWire({ text: text.trim(), mentions: first.mentions })
    if (wire === '') return
    if (wire !== base.text) actions.edit(base, wire)
    close()
  }
  return (
    <Shell submit={words.saveChange} isUntouched={text === first.text} onSubmit={save} close={close}>
      <label for={id}>{words.editLabel}</label>
      <textarea
        id={id}
        class="composer-text"
        rows={3}
        value={text}
        required
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </Shell>
  )
}

export function RemoveForm({ message, close }: FormProps) {
  const { words, actions } = useSession()
  const remove = () => {
    actions.remove(message)
    close()
  }
  return (
    <Shell submit={words.confirmRemoveYes} isDanger isUntouched onSubmit={remove} close={close} cancel={words.keep}>
      <p>{words.confirmRemove}</p>
    </Shell>
  )
}

export function HideForm({ message, close }: FormProps) {
  const { words, actions } = useSession()
  const id = useId()
  const [reason, setReason] = useState('')
  const hide = () => {
    actions.hide(message, reason.trim())
    close()
  }
  return (
    <Shell submit={words.hide} isUntouched={reason === ''} onSubmit={hide} close={close}>
      <label for={id}>{words.hideReason}</label>
      <input id={id} type="text" value={reason} required onInput={(event) => setReason(event.currentTarget.value)} />
    </Shell>
  )
}

export function AskForm({ message, close }: FormProps) {
  const { words, actions } = useSession()
  const id = useId()
  const [asked, setAsked] = useState<Asked>({ organisation: '', due: '' })
  const ask = () => {
    actions.ask(message, asked.organisation, asked.due)
    close()
  }
  return (
    <Shell submit={words.askSend} isUntouched={!asked.organisation && !asked.due} onSubmit={ask} close={close}>
      <AskFields id={id} value={asked} onChange={setAsked} />
    </Shell>
  )
}
