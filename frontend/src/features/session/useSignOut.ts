import { useMutation } from '@tanstack/react-query'

import { api } from '@/lib/api'
import { forgetTab } from '@/lib/browserStorage'

export function useSignOut() {
  return useMutation({
    mutationFn: () => api.POST('/api/auth/sign-out'),
    onSuccess() {
      forgetTab()
      // A new page, so that nothing of this person stays in memory.
      window.location.assign('/sign-in')
    },
  })
}
