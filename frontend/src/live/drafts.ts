import type { Cancel, Clock } from './clock'
import { Emitter } from './emitter'
import { readJson, writeJson, type KeyValue } from './storage'

export interface Draft {
  text: string
  replyTo: string | null
}

interface Kept extends Draft {
  /** The server does not have this text yet. */
  isUnsaved: boolean
  /** What was sent while the server may still have it, or its beginning, as a draft. */
  sent?: string
}

export type DraftState = 'idle' | 'kept' | 'saved'

const SAVE_AFTER = 1_500
const RETRY_AFTER = 15_000
const EMPTY: Draft = { text: '', replyTo: null }

/** What is being written: kept in the browser at every key, and on the server soon after. */
export class DraftKeeper {
  readonly changes = new Emitter<void>()
  draft: Draft
  state: DraftState = 'idle'
  private name: string
  private isUnsaved = false
  /** Typed on this page, so nothing from elsewhere may replace it. */
  private isTyped = false
  private cancelSave: Cancel | null = null

  constructor(
    scope: string,
    fromServer: Draft | null,
    private storage: KeyValue,
    private save: (draft: Draft) => Promise<void>,
    private clock: Clock,
  ) {
    this.name = `arenan.draft.${scope}`
    const kept = readJson<Kept>(storage, this.name)
    this.draft = choose(kept, fromServer)
    this.isUnsaved = kept?.isUnsaved ?? false
    if (this.isUnsaved) this.plan(SAVE_AFTER)
  }

  write(draft: Draft): void {
    if (draft.text === this.draft.text && draft.replyTo === this.draft.replyTo) return
    this.draft = draft
    this.isTyped = true
    this.isUnsaved = true
    this.state = draft.text === '' ? 'idle' : 'kept'
    this.keep()
    this.cancelSave?.()
    this.cancelSave = null
    this.plan(SAVE_AFTER)
    this.changes.tell()
  }

  /** The text has gone into the outbox, which keeps it from now on. */
  clear(): void {
    const sent = this.draft.text
    this.write(EMPTY)
    this.isTyped = false
    this.keep(sent)
  }

  /** Written on another screen of the same person. */
  offer(draft: Draft): void {
    if (this.isUnsaved || (this.isTyped && this.draft.text !== '')) return
    if (draft.text === this.draft.text) return
    this.draft = draft
    this.state = draft.text === '' ? 'idle' : 'saved'
    this.keep()
    this.changes.tell()
  }

  /** The same person has sent a text from another screen: what lies here unchanged is no draft any more. */
  sentElsewhere(text: string): void {
    if (this.draft.text.trim() === text) this.offer(EMPTY)
  }

  async flush(): Promise<void> {
    this.cancelSave?.()
    this.cancelSave = null
    if (!this.isUnsaved) return
    const sent = this.draft
    try {
      await this.save(sent)
      if (this.draft !== sent) return
      this.isUnsaved = false
      this.state = sent.text === '' ? 'idle' : 'saved'
      this.keep()
      this.changes.tell()
    } catch {
      this.plan(RETRY_AFTER)
    }
  }

  private keep(sent?: string): void {
    const { draft, isUnsaved } = this
    if (draft.text === '' && !isUnsaved) this.storage.removeItem(this.name)
    else writeJson(this.storage, this.name, { ...draft, isUnsaved, sent } satisfies Kept)
  }

  private plan(ms: number): void {
    this.cancelSave ??= this.clock.after(ms, () => void this.flush())
  }
}

/** What never reached the server is newer than what it has; otherwise another screen may have gone on. */
function choose(kept: Kept | null, fromServer: Draft | null): Draft {
  if (kept && kept.text !== '' && (kept.isUnsaved || kept.text === fromServer?.text)) {
    return { text: kept.text, replyTo: kept.replyTo }
  }
  const isAlreadySent = fromServer !== null && (kept?.sent?.startsWith(fromServer.text) ?? false)
  return fromServer === null || isAlreadySent ? EMPTY : fromServer
}
