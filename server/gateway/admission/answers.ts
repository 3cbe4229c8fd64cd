import type { AdmissionAnswer } from '../../store/admission.ts';

export type AdmittedAnswer = Extract<AdmissionAnswer, { outcome: 'admitted' }>;
export type RefusedAnswer = Extract<AdmissionAnswer, { outcome: 'refused' }>;
