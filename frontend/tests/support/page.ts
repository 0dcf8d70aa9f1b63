import type { Page } from '../../src/live/page'
import { Emitter } from '../../src/live/emitter'

/** A browser page whose net and visibility a test decides. */
export class FakePage implements Page {
  online = true
  hidden = false
  private wake = new Emitter<void>()
  private offline = new Emitter<void>()

  isOnline = () => this.online
  isHidden = () => this.hidden
  onWake = (run: () => void) => this.wake.listen(run)
  onOffline = (run: () => void) => this.offline.listen(run)

  goOffline(): void {
    this.online = false
    this.offline.tell()
  }

  goOnline(): void {
    this.online = true
    this.wake.tell()
  }

  lookAgain(): void {
    this.hidden = false
    this.wake.tell()
  }
}
