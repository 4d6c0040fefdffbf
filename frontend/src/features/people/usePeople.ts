import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type Person = Schema<'PersonView'>
export type Invitation = Schema<'InvitationView'>

export const peopleKeys = {
  all: ['people'] as const,
  list: () => [...peopleKeys.all, 'list'] as const,
  invitations: () => [...peopleKeys.all, 'invitations'] as const,
}

export function usePeople() {
  return useQuery({
    queryKey: peopleKeys.list(),
    queryFn: ({ signal }) => api.GET('/api/people', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export function useInvitations(enabled: boolean) {
  return useQuery({
    queryKey: peopleKeys.invitations(),
    queryFn: ({ signal }) => api.GET('/api/invitations', { signal }).then(dataOf),
    select: (list) => list.items,
    enabled,
  })
}

/** What an administrator does with somebody. Some answer with a link to hand over. */
export type PersonAct = 'disable' | 'enable' | 'endSessions' | 'resetPassword' | 'resetFactor' | 'remove'

export function usePersonAct() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: ({ act, personId }: { act: PersonAct; personId: string }) => run(act, personId),
    // Other pages show colleagues, too.
    onSuccess: () => queryClient.invalidateQueries(),
  })
}

async function run(act: PersonAct, personId: string): Promise<{ link: string | null } | null> {
  const params = { path: { user_id: personId } }
  switch (act) {
    case 'disable':
      return api.POST('/api/people/{user_id}/disable', { params }).then(() => null)
    case 'enable':
      return api.POST('/api/people/{user_id}/enable', { params }).then(() => null)
    case 'endSessions':
      return api.POST('/api/people/{user_id}/end-sessions', { params }).then(() => null)
    case 'resetPassword':
      return api.POST('/api/people/{user_id}/reset-password', { params }).then(dataOf)
    case 'resetFactor':
      return api.POST('/api/people/{user_id}/reset-second-factor', { params }).then(() => null)
    case 'remove':
      return api.DELETE('/api/people/{user_id}', { params }).then(() => null)
  }
}

export function usePersonEdit(personId: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'PersonPatch'>) =>
      api.PATCH('/api/people/{user_id}', { params: { path: { user_id: personId } }, body }).then(dataOf),
    onSuccess: () => queryClient.invalidateQueries(),
  })
}

export function useInvite() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'NewInvitation'>) => api.POST('/api/invitations', { body }).then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.invitations() }),
  })
}

export function useResend() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (invitationId: string) =>
      api
        .POST('/api/invitations/{invitation_id}/resend', { params: { path: { invitation_id: invitationId } } })
        .then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.invitations() }),
  })
}

export function useWithdraw() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (invitationId: string) =>
      api.DELETE('/api/invitations/{invitation_id}', { params: { path: { invitation_id: invitationId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.invitations() }),
  })
}
