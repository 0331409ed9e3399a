/** Category → its subcategories. */
type CategorySet = Readonly<Record<string, readonly string[]>>;

const msp: CategorySet = {
  'Account & access': ['Password reset', 'Locked account', 'Permissions', 'Multi-factor sign-in', 'Shared folder'],
  'E-mail & Microsoft 365': ['Outlook', 'Mailbox and aliases', 'Teams', 'SharePoint and OneDrive', 'Spam'],
  Workstation: ['Slow or freezing', 'Does not start', 'Updates', 'Screen and accessories'],
  'Server & virtualisation': ['Not reachable', 'Performance', 'Disk space', 'Updates', 'Virtual machine'],
  'Network & internet': ['No internet', 'Wi-Fi', 'VPN', 'Firewall', 'DNS'],
  Printing: ['Does not print', 'New printer', 'Scanning', 'Toner and parts'],
  'Backup & recovery': ['Backup failed', 'Restore a file', 'Restore a system', 'Backup scope'],
  'Line-of-business app': ['Error', 'Access', 'Update', 'Data question'],
  'Phone & VoIP': ['Call quality', 'New extension', 'Call routing', 'Device'],
  'Mobile device': ['Set up', 'Mail on the phone', 'Lost or stolen', 'Device policy'],
  'Security incident': ['Phishing', 'Malware', 'Suspicious sign-in', 'Data leak'],
  'Onboarding/offboarding': ['New user', 'Leaver', 'Change of role'],
  Procurement: ['Hardware', 'Software licence', 'Quote', 'Renewal'],
  'Billing question': ['Invoice', 'Contract', 'Payment'],
  Advice: ['How-to', 'Recommendation', 'Training', 'Review meeting'],
};

const itil: CategorySet = {
  Hardware: ['Server', 'Desktop/Laptop', 'Network equipment', 'Printer', 'Storage', 'Mobile device'],
  Software: [
    'Operating system',
    'Business application',
    'Database',
    'E-mail/collaboration',
    'Security software',
    'Custom application',
  ],
  Network: ['Connectivity', 'VPN', 'Wi-Fi', 'Internet access', 'LAN/WAN', 'Firewall', 'DNS'],
  Security: ['Malware', 'Unauthorised access', 'Data breach', 'Phishing/spam', 'Policy violation', 'Account lockout'],
  'Service request': [
    'Access',
    'New user',
    'Leaver',
    'Software install',
    'Equipment',
    'Information',
    'Change',
    'Password reset',
  ],
};

/** The two sets of categories that a board can start with. */
export const shippedCategories = { msp, itil } as const;
