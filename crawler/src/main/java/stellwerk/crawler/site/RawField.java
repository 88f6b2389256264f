package stellwerk.crawler.site;

/// What a page can say about a posting, in plain words or HTML; structured places and pay have
/// [RawPlace] and [RawPay].
public enum RawField {
  TITLE,
  EMPLOYER,
  EMPLOYER_URL,
  /// A place in one line of words, such as "Berlin oder Homeoffice"; structured addresses are
  /// [RawPlace]s.
  LOCATION,
  /// HTML; plain text arrives here escaped.
  DESCRIPTION,
  /// Pay in words, such as "bis 20 € pro Stunde"; structured amounts are [RawPay]s.
  PAY,
  /// Employment in the site's words or codes: `FULL_TIME`, "Teilzeit", `permanent`, "freelance".
  EMPLOYMENT_TYPE,
  /// How much, where the site says it apart: `full-time`, `part-time`.
  SCHEDULE,
  WORK_HOURS,
  /// `TELECOMMUTE`, `remote`, "Homeoffice möglich", `true`.
  REMOTE,
  /// Where a remote worker must live: one country or region a value.
  APPLICANT_LOCATION,
  DATE_POSTED,
  DATE_MODIFIED,
  VALID_THROUGH,
  JOB_START,
  LANGUAGE,
  DEPARTMENT,
  SENIORITY,
  EXPERIENCE,
  EDUCATION,
  SKILLS,
  QUALIFICATIONS,
  RESPONSIBILITIES,
  BENEFITS,
  /// The site's own words for the kind of work: an occupation, a category.
  CATEGORY,
  /// The employer's branch of trade, in the site's words.
  INDUSTRY,
  /// "true" where the page's structured data says that the employer takes applications there.
  DIRECT_APPLY,
  /// A link to apply, if it differs from the posting's page.
  APPLY_URL
}
