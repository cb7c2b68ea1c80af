package org.mmtck.reports;

import java.nio.file.Path;

/**
 * Where the report of a run is.
 *
 * @param directory the directory that holds all of it
 * @param resultsJson the source of truth
 * @param indexHtml the page for people
 * @param junitXml for CI servers
 * @param allureResults the directory to generate an Allure report from
 */
public record ReportFiles(Path directory, Path resultsJson, Path indexHtml, Path junitXml, Path allureResults) {}
