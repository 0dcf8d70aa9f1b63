import { useEffect, useRef } from 'preact/hooks'
import { useChanges, useSession } from '../session'
import { TEXT_LIMIT } from '../writing'
import { AskFields } from './AskFields'
import { ComposerContext } from './ComposerContext'
import { Icon } from './Icon'
import { MentionBox } from './MentionBox'
import { UploadList } from './Uploads'
import { useMentions } from './use-mentions'

const COUNT_FROM = TEXT_LIMIT - 1_000

export function Composer() {
  const { writing, words, store, live, actions, places } = useSession()
  useChanges(writing.changes, places.changes)
  const field = useRef<HTMLTextAreaElement>(null)
  const mentioning = useMentions(field)
  useEffect(() => writing.focus.listen(() => field.current?.focus()), [])
  const stream = `room:${store.room.id}`

  const send = (event?: Event) => {
    event?.preventDefault()
    const post = writing.take(places.thread)
    if (post) {
      actions.post(post)
      live.typing(stream, false)
    }
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (mentioning.onKey(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event)
  }
  const onInput = (text: string) => {
    writing.type(text)
    mentioning.look()
    live.typing(stream, text !== '')
  }

  const isReply = writing.replyTo !== null || places.thread !== null
  return (
    <form class="composer" onSubmit={send}>
      <ComposerContext />
      <label class="composer-label" for="composer-text">
        {isReply ? words.writeReply : words.write}
      </label>
      <div class="composer-box">
        <textarea
          id="composer-text"
          class="composer-text"
          ref={field}
          rows={2}
          value={writing.text}
          aria-describedby="composer-state composer-flaw"
          aria-invalid={writing.flaw !== null}
          aria-autocomplete="list"
          aria-controls={mentioning.hits.length > 0 ? 'mention-box' : undefined}
          aria-activedescendant={mentioning.hits.length > 0 ? `mention-box-${mentioning.active}` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onClick={mentioning.look}
          onBlur={() => {
            mentioning.close()
            live.typing(stream, false)
            void writing.drafts.flush()
          }}
        />
        <MentionBox id="mention-box" hits={mentioning.hits} active={mentioning.active} choose={mentioning.choose} />
      </div>
      <p class="form-error" id="composer-flaw" role="alert">
        {writing.flaw && words[writing.flaw]}
      </p>
      <UploadList />
      {writing.asked && (
        <div class="composer-question">
          <AskFields id="composer-ask" value={writing.asked} onChange={(asked) => writing.ask(asked)} />
        </div>
      )}
      <div class="composer-bar">
        <button type="submit" class="button">
          <Icon name="send" />
          {isReply ? words.sendReply : words.send}
        </button>
        <AttachButton />
        {store.room.abilities?.ask && <AskButton />}
        <ComposerState />
      </div>
    </form>
  )
}

function AttachButton() {
  const { writing, words } = useSession()
  return (
    <label class="upload-button button-quiet">
      <Icon name="file" />
      {words.attach}
      <input
        type="file"
        class="sr-only"
        multiple
        onChange={({ currentTarget }) => {
          for (const file of currentTarget.files ?? []) writing.uploads.add(file)
          // The same file can be chosen again after it has been removed.
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

function AskButton() {
  const { writing, words } = useSession()
  const isAsking = writing.asked !== null
  return (
    <button
      type="button"
      class="button-quiet"
      aria-expanded={isAsking}
      onClick={() => writing.ask(isAsking ? null : { organisation: '', due: '' })}
    >
      <Icon name="question" />
      {isAsking ? words.askCancel : words.ask}
    </button>
  )
}

/** Whether the draft is safe, and how much room is left when it begins to matter. */
function ComposerState() {
  const { writing, words, formats } = useSession()
  const { length } = writing.wire
  const left = TEXT_LIMIT - length
  const draft = { idle: words.sendHint, kept: words.draftKept, saved: words.draftSaved }[writing.drafts.state]
  return (
    <>
      <span class="composer-state hint" id="composer-state">
        {draft}
      </span>
      {length > COUNT_FROM && (
        <span class={`composer-count ${left < 0 ? 'is-over' : 'is-near'}`}>
          {left < 0 ? words.charactersOver(formats.number(-left)) : words.charactersLeft(formats.number(left))}
        </span>
      )}
    </>
  )
}
