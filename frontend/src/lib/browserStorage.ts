/** Browser storage that never throws: it can be full, or blocked by the user's settings. */
export type TextStorage = {
  read: (key: string) => string | null
  /** Null removes the entry. */
  write: (key: string, value: string | null) => void
}

export const rememberedStorage = safely(() => window.localStorage)
/** Ends with the tab. */
export const tabStorage = safely(() => window.sessionStorage)

/** What we keep in the tab is one person's work: it goes when they sign out. */
export function forgetTab(): void {
  try {
    window.sessionStorage.clear()
  } catch {
    // Blocked storage holds nothing.
  }
}

function safely(storage: () => Storage): TextStorage {
  return {
    read(key) {
      try {
        return storage().getItem(key)
      } catch {
        return null
      }
    },
    write(key, value) {
      try {
        if (value === null) storage().removeItem(key)
        else storage().setItem(key, value)
      } catch {
        // The screen works without it.
      }
    },
  }
}
