@NullMarked
package io.facet.app.master.schedule;

import org.jspecify.annotations.NullMarked;
