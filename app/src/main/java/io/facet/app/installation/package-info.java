/** The installation that a program was started from. */
@NullMarked
package io.facet.app.installation;

import org.jspecify.annotations.NullMarked;
