'use client';

import { PasswordCard } from './password-card';
import { ProfileCard } from './profile-card';

export function AccountSection() {
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <ProfileCard />
      <PasswordCard />
    </div>
  );
}
