/// An invented job world on loopback, and a portal whose article includes the section: the whole
/// product in one command.
///
/// Start reading at [stellwerk.app.demo.DemoSites]; what the sites say stands in `resources/demo`.
@NullMarked
package stellwerk.app.demo;

import org.jspecify.annotations.NullMarked;
