import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps, Link, type LinkProps } from 'react-aria-components';
import styles from './button.module.css';

type Look = 'plain' | 'primary' | 'danger' | 'quiet';

type Props = Omit<ButtonProps, 'className'> & {
  readonly look?: Look;
  /** Only a picture; then it needs an aria-label. */
  readonly isIcon?: boolean;
};

function classesOf(look: Look, isIcon: boolean): string {
  return [styles['button'], look === 'plain' ? '' : styles[look], isIcon ? styles['icon'] : '']
    .filter((name) => name !== '')
    .join(' ');
}

export function Button({ look = 'plain', isIcon = false, ...props }: Props): ReactNode {
  return <AriaButton {...props} className={classesOf(look, isIcon)} />;
}

type LinkButtonProps = Omit<LinkProps, 'className'> & { readonly look?: Look; readonly isIcon?: boolean };

/** Goes somewhere, and looks like something to press. */
export function LinkButton({ look = 'plain', isIcon = false, ...props }: LinkButtonProps): ReactNode {
  return <Link {...props} className={classesOf(look, isIcon)} />;
}
