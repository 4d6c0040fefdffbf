import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link, useLocation, useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { EntryFrame } from '@/features/session/EntryFrame'
import { InvitationForm } from '@/features/session/InvitationForm'
import { sessionKeys } from '@/features/session/sessionKeys'
import { api, dataOf } from '@/lib/api'
import { ApiProblem } from '@/lib/ApiProblem'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

/** The link's token stands behind the #, which no server sees. */
export const Route = createFileRoute('/accept-invitation')({ component: AcceptInvitationPage })

function AcceptInvitationPage() {
  const t = useTranslations()
  const token = useLocation({ select: (location) => location.hash })
  const router = useRouter()
  const invitation = useQuery({
    queryKey: sessionKeys.invitation(token),
    queryFn: () => api.POST('/api/auth/invitation', { body: { token } }).then(dataOf),
    enabled: token !== '',
    staleTime: Infinity,
  })

  if (token === '') return <Unusable title={t('entry.linkMissingTitle')} text={t('entry.linkMissingHint')} />
  if (invitation.isPending) {
    return (
      <EntryFrame title={t('app.loading')} text="">
        <TextSkeleton />
      </EntryFrame>
    )
  }
  if (invitation.isError) {
    if (ApiProblem.from(invitation.error).status === 410) {
      return <Unusable title={t('entry.linkGoneTitle')} text={t('entry.inviteGoneHint')} />
    }
    return (
      <EntryFrame title={t('problem.title')} text="">
        <ProblemNotice title={t('problem.title')} error={invitation.error} retry={invitation.refetch} />
      </EntryFrame>
    )
  }

  const { company, email, role } = invitation.data
  return (
    <EntryFrame
      title={t('entry.inviteTitle', { company })}
      text={t('entry.inviteHint', { email, role: t(`user.role.${role}`) })}
    >
      <InvitationForm token={token} invitation={invitation.data} onJoined={() => router.history.replace('/')} />
    </EntryFrame>
  )
}

function Unusable({ title, text }: { title: string; text: string }) {
  const t = useTranslations('entry')

  return (
    <EntryFrame title={title} text={text} isNews>
      <Button size="md" fullWidth variant="default" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
        {t('backToSignIn')}
      </Button>
    </EntryFrame>
  )
}
