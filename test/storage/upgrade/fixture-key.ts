// The secret key that every fixture of the upgrade test was made under.

export const FIXTURE_KEY = 'the key of the upgrade fixtures, never used elsewhere';
