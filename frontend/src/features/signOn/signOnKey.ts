export const signOnKey = ['sign-on'] as const
