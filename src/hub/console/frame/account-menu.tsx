import { Check, ChevronDown, KeyRound, LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#ui/language/language.ts';
import { isThemeChoice, THEME_CHOICES } from '#ui/theme/theme.ts';
import { OwnPassword } from '../accounts/own-password.tsx';
import { useConsole, useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import popup from '../parts/popup.module.css';
import styles from './frame.module.css';

/** Who is signed in, how they want the page, and the way out. */
export function AccountMenu(): ReactNode {
  const { messages, language, theme, chooseLanguage, chooseTheme } = useWords();
  const hubConsole = useConsole();
  const user = useUser();
  const words = messages.frame;
  const [isChangingPassword, setIsChangingPassword] = useState(false);
  return (
    <>
      <MenuTrigger>
        <Button look="quiet" aria-label={`${words.account}: ${user.name}`}>
          {user.name}
          <ChevronDown aria-hidden="true" />
        </Button>
        <Popover className={popup['popover'] ?? ''} placement="bottom end">
          <p className={styles['who']}>
            <strong>{user.username}</strong>
            <span>{words.roles[user.role]}</span>
          </p>
          <Menu className={popup['list'] ?? ''} aria-label={words.account}>
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[language]}
              onSelectionChange={(keys) => {
                const [chosen] = keys;
                if (isLanguage(chosen)) chooseLanguage(chosen);
              }}
            >
              <Header className={popup['heading'] ?? ''}>{words.language}</Header>
              {LANGUAGES.map((one) => (
                <Choice key={one} id={one} label={LANGUAGE_NAMES[one]} />
              ))}
            </MenuSection>
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[theme]}
              onSelectionChange={(keys) => {
                const [chosen] = keys;
                if (isThemeChoice(chosen)) chooseTheme(chosen);
              }}
            >
              <Header className={popup['heading'] ?? ''}>{words.theme}</Header>
              {THEME_CHOICES.map((one) => (
                <Choice key={one} id={one} label={words.themes[one]} />
              ))}
            </MenuSection>
            <Separator className={popup['separator'] ?? ''} />
            <MenuItem className={popup['item'] ?? ''} onAction={() => setIsChangingPassword(true)}>
              <KeyRound aria-hidden="true" />
              {words.changePassword}
            </MenuItem>
            <MenuItem className={popup['item'] ?? ''} onAction={() => void hubConsole.signOut()}>
              <LogOut aria-hidden="true" />
              {words.signOut}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <OwnPassword isOpen={isChangingPassword} onClose={() => setIsChangingPassword(false)} />
    </>
  );
}

function Choice({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  return (
    <MenuItem id={id} textValue={label} className={popup['item'] ?? ''}>
      {label}
      <Check aria-hidden="true" className={popup['check']} />
    </MenuItem>
  );
}
