import type { Cancel } from './clock'

/** What the live client needs to know about the page it lives in. */
export interface Page {
  isOnline(): boolean
  isHidden(): boolean
  /** The net is back, or somebody looks at the page again: a good moment to try. */
  onWake(run: () => void): Cancel
  onOffline(run: () => void): Cancel
}

export function browserPage(): Page {
  return {
    isOnline: () => navigator.onLine,
    isHidden: () => document.visibilityState === 'hidden',
    onWake(run) {
      const seen = () => {
        if (document.visibilityState === 'visible') run()
      }
      window.addEventListener('online', run)
      document.addEventListener('visibilitychange', seen)
      return () => {
        window.removeEventListener('online', run)
        document.removeEventListener('visibilitychange', seen)
      }
    },
    onOffline(run) {
      window.addEventListener('offline', run)
      return () => window.removeEventListener('offline', run)
    },
  }
}
