/** Runs `work` while no other tab of this browser runs anything under the same name. */
export type Lock = (name: string, work: () => Promise<void>) => Promise<void>

/**
 * Where Web Locks are missing two tabs may send the same thing at once. That is only wasteful: the key makes
 * the server do it once.
 */
export const browserLock: Lock = async (name, work) => {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(name, work)
}
