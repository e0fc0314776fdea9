@NullMarked
package io.facet.app.master.run;

import org.jspecify.annotations.NullMarked;
