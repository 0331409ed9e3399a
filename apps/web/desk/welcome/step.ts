/** What every page of the welcome gets: what to do when its work is done, and when it is skipped. */
export interface StepProps {
  onDone: () => Promise<void>;
  onSkip: () => void;
  onBackTo: (step: 'client') => void;
}
