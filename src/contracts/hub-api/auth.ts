import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema } from '#domain/ids.ts';

export const UserRoleSchema = z.enum(['admin', 'faculty']);
export type UserRole = z.infer<typeof UserRoleSchema>;

const UsernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,79}$/, 'must be 2 to 80 letters, digits, dots, dashes or @');

/** Long rather than complicated; the upper bound keeps argon2 from being handed a novel. */
export const NewPasswordSchema = z.string().min(10, 'must have at least 10 characters').max(200);

/** POST /api/v1/auth/sign-in. Sets the session cookie. */
export const SignInSchema = z.strictObject({
  username: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
});
export type SignIn = z.infer<typeof SignInSchema>;

/** GET /api/v1/auth/me, and the answer to signing in. */
export const SignedInSchema = z.strictObject({
  username: z.string(),
  role: UserRoleSchema,
  personId: PersonIdSchema.nullable(),
  name: z.string(),
  institution: z.string(),
  brand: z.string(),
  timeZone: z.string(),
  /** The hub's clock when it answered: displays compute from it. */
  now: EpochMsSchema,
});
export type SignedIn = z.infer<typeof SignedInSchema>;

/** POST /api/v1/auth/password. Signs every other browser of this account out. */
export const ChangePasswordSchema = z.strictObject({
  current: z.string().min(1).max(200),
  next: NewPasswordSchema,
});

/** POST /api/v1/users (admin). Without a password one is made up and told once. */
export const NewUserSchema = z.strictObject({
  username: UsernameSchema,
  role: UserRoleSchema,
  personId: PersonIdSchema.nullable().default(null),
  password: NewPasswordSchema.optional(),
});
export type NewUser = z.infer<typeof NewUserSchema>;

export const UserSchema = z.strictObject({
  id: z.string(),
  username: z.string(),
  role: UserRoleSchema,
  personId: PersonIdSchema.nullable(),
  /** Of the person, where the account belongs to one. */
  name: z.string().nullable(),
  disabled: z.boolean(),
});
export type User = z.infer<typeof UserSchema>;

/** GET /api/v1/users (admin). */
export const UsersSchema = z.strictObject({ users: z.array(UserSchema) });

/** POST /api/v1/users and POST /api/v1/users/{id}/password: `password` is told once, when the hub made it up. */
export const UserPasswordSchema = z.strictObject({ user: UserSchema, password: z.string().nullable() });
export type UserPassword = z.infer<typeof UserPasswordSchema>;
