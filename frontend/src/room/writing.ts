import type { Attachment, Mention, Message, PostBody } from '../api/types'
import type { DraftKeeper } from '../live/drafts'
import { Emitter } from '../live/emitter'
import type { OutboxItem } from '../live/outbox-item'
import { toReadable, toWire } from './mentions'
import type { Asked } from './parts/AskFields'
import type { Uploads } from './uploads'

export const TEXT_LIMIT = 10_000

/** Why a text cannot be sent yet; the name of the sentence that says so. */
export type Flaw = 'textMissing' | 'textTooLong' | 'askIncomplete' | 'uploadUnfinished'

export interface Post {
  body: PostBody
  files: Attachment[]
}

/** The post that is being written. */
export class Writing {
  readonly changes = new Emitter<void>()
  /** Somebody has chosen to write: the caret should be in the text. */
  readonly focus = new Emitter<void>()
  text: string
  mentions: Mention[]
  replyTo: string | null
  quoteOf: string | null = null
  asked: Asked | null = null
  flaw: Flaw | null = null

  constructor(
    readonly drafts: DraftKeeper,
    readonly uploads: Uploads,
  ) {
    const { text, mentions } = toReadable(drafts.draft.text)
    this.text = text
    this.mentions = mentions
    this.replyTo = drafts.draft.replyTo
    drafts.changes.listen(() => this.follow())
  }

  get wire(): string {
    return toWire({ text: this.text.trim(), mentions: this.mentions })
  }

  type(text: string): void {
    this.text = text
    this.flaw = null
    this.keep()
  }

  mention(text: string, mention: Mention): void {
    this.mentions = [...this.mentions, mention]
    this.type(text)
  }

  reply(message: Message): void {
    this.replyTo = message.id
    this.keep()
    this.focus.tell()
  }

  quote(message: Message): void {
    this.quoteOf = message.id
    this.keep()
    this.focus.tell()
  }

  dropReply(): void {
    this.replyTo = null
    this.keep()
    this.focus.tell()
  }

  dropQuote(): void {
    this.quoteOf = null
    this.keep()
    this.focus.tell()
  }

  ask(asked: Asked | null): void {
    this.asked = asked
    this.flaw = null
    this.changes.tell()
  }

  /** The finished post, or null with `flaw` saying what is missing. `thread` is what an unaddressed post belongs to. */
  take(thread: string | null): Post | null {
    this.flaw = this.findFlaw()
    if (this.flaw) {
      this.changes.tell()
      return null
    }
    const replyTo = this.replyTo ?? thread
    const files = this.uploads.take()
    const body: PostBody = {
      text: this.wire,
      ...(replyTo && { reply_to: replyTo }),
      ...(this.quoteOf && { quote: this.quoteOf }),
      ...(files.length > 0 && { attachments: files.map(({ id }) => id) }),
      ...(this.asked && { question: this.asked }),
    }
    this.reset()
    return { body, files }
  }

  /** A refused post comes back to be changed; what was being written meanwhile stays after it. */
  restore(item: OutboxItem): void {
    const body = item.body as PostBody
    const { text, mentions } = toReadable(body.text)
    this.text = this.text.trim() ? `${text}\n\n${this.text}` : text
    this.mentions = [...mentions, ...this.mentions]
    this.replyTo = body.reply_to ?? this.replyTo
    this.quoteOf = body.quote ?? this.quoteOf
    this.asked = body.question ?? this.asked
    this.uploads.putBack((item.extra as Attachment[] | undefined) ?? [])
    this.keep()
    this.focus.tell()
  }

  private findFlaw(): Flaw | null {
    const { wire, asked } = this
    if (wire === '' && this.uploads.all.length === 0) return 'textMissing'
    if (wire.length > TEXT_LIMIT) return 'textTooLong'
    if (asked && (!asked.organisation || !asked.due)) return 'askIncomplete'
    return this.uploads.isBusy ? 'uploadUnfinished' : null
  }

  private reset(): void {
    this.text = ''
    this.mentions = []
    this.replyTo = this.quoteOf = null
    this.asked = null
    this.drafts.clear()
    this.changes.tell()
  }

  private keep(): void {
    this.drafts.write({ text: toWire(this), replyTo: this.replyTo })
    this.changes.tell()
  }

  /** Another screen of the same person has gone on with the draft. */
  private follow(): void {
    const { draft } = this.drafts
    if (draft.text !== toWire(this)) {
      Object.assign(this, toReadable(draft.text))
      this.replyTo = draft.replyTo
    }
    this.changes.tell()
  }
}
