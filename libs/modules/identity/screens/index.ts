export { PortalSignInPage, StaffSignInPage, type SignInPageProps } from '../ui/sign-in-page';
export { CheckEmailPage, ForgotPasswordPage } from '../ui/forgot-password-page';
export { SetNewPasswordPage } from '../ui/set-new-password-page';
export { VerifyEmailPage } from '../ui/verify-email-page';
export { SetupPage } from '../ui/setup-page';
export { WorkspaceChooser, type WorkspaceChooserProps } from '../ui/workspace-chooser';
export { ProfilePage } from '../ui/profile-page';
export { leave } from '../ui/doors-client';
