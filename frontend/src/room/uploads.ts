import { ApiError } from '../api/http'
import type { RoomApi } from '../api/rooms'
import type { Attachment } from '../api/types'
import { Emitter } from '../live/emitter'

export interface Upload {
  key: string
  name: string
  state: 'sending' | 'ready' | 'failed'
  attachment: Attachment | null
  /** Why it failed, in the server's words; empty when there was no answer. */
  detail: string
  size: number
  /** Absent when it has come back with a refused post: the server has it. */
  file: File | null
}

/** Files on their way to the server while the text is still being written. */
export class Uploads {
  readonly changes = new Emitter<void>()
  all: Upload[] = []
  private aborters = new Map<string, AbortController>()

  constructor(
    private api: Pick<RoomApi, 'upload'>,
    private newKey: () => string,
  ) {}

  get isBusy(): boolean {
    return this.all.some(({ state }) => state !== 'ready')
  }

  add(file: File): void {
    const { name, size } = file
    const upload: Upload = { key: this.newKey(), name, size, file, state: 'sending', attachment: null, detail: '' }
    this.all = [...this.all, upload]
    void this.send(upload)
  }

  /** The same key again: should the first try have arrived after all, the server answers with its file. */
  retry(upload: Upload): void {
    this.change(upload.key, { state: 'sending', detail: '' })
    void this.send(upload)
  }

  remove(key: string): void {
    this.aborters.get(key)?.abort()
    this.all = this.all.filter((upload) => upload.key !== key)
    this.changes.tell()
  }

  /** Hands the finished files over to a post. */
  take(): Attachment[] {
    const ready = this.all.flatMap(({ attachment }) => attachment ?? [])
    this.all = []
    this.changes.tell()
    return ready
  }

  putBack(attachments: Attachment[]): void {
    const back = attachments.map((attachment): Upload => {
      const { id, name, size } = attachment
      return { key: id, name, size, attachment, file: null, state: 'ready', detail: '' }
    })
    this.all = [...back, ...this.all]
    this.changes.tell()
  }

  private async send({ key, file }: Upload): Promise<void> {
    if (!file) return
    const aborter = new AbortController()
    this.aborters.set(key, aborter)
    this.changes.tell()
    try {
      this.change(key, { state: 'ready', attachment: await this.api.upload(file, key, aborter.signal) })
    } catch (error) {
      this.change(key, { state: 'failed', detail: error instanceof ApiError ? error.message : '' })
    }
    this.aborters.delete(key)
  }

  private change(key: string, changes: Partial<Upload>): void {
    this.all = this.all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload))
    this.changes.tell()
  }
}
