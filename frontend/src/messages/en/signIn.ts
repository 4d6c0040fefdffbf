import type { Messages } from '@/messages/ptBR'

export const signIn: Messages['signIn'] = {
  title: 'Sign in',
  welcome: 'Good to see you again',
  subtitle: 'Use the e-mail and password of your account.',
  email: 'E-mail',
  emailMissing: 'Write your e-mail.',
  emailOdd: 'An e-mail looks like name@company.com.',
  password: 'Password',
  passwordMissing: 'Write your password.',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  expired: 'Your session ended. Sign in again to continue where you were.',
  pitch: 'Every conversation,',
  pitchEnd: 'the full circle.',
  pitchText:
    'Agents that serve your customers at any hour, with context, cost and sources always in your team’s sight.',
}
